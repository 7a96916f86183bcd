import Glibc
import TestSupport

/// The real `patchbay`, in a fresh folder of its own.
final class Tool {
  /// What a command printed, and how it ended.
  struct Outcome: Equatable {
    var code: Int32
    var output: String
    var errors: String
  }

  let folder = TemporaryFolder()
  let program = "\(BuildFolder.path)/patchbay"

  /// The path of a file in the folder.
  func path(_ name: String) -> String { "\(folder.path)/\(name)" }

  /// Gives the folder a manifest with these plugins, some of which may be fixtures.
  func enable(_ plugins: String...) {
    let entries = plugins.map { "  \($0):\n    library: \(BuildFolder.library($0))\n" }
    write("plugins.yaml", "version: 1\nplugins:\n" + entries.joined())
  }

  func write(_ name: String, _ text: String) { writeFile(path(name), Array(text.utf8)) }

  func bytes(_ name: String) -> [UInt8]? { readFile(path(name)) }

  func read(_ name: String) -> String? {
    readFile(path(name)).map { String(decoding: $0, as: UTF8.self) }
  }

  /// Runs `patchbay` to its end, with `input` as its standard input.
  func run(_ arguments: String..., input: String = "") -> Outcome {
    start(arguments, input: input).wait()
  }

  func start(_ arguments: [String], input: String = "") -> Running {
    start(program: program, arguments, input: input)
  }

  /// Starts any program in the folder.
  func start(program: String, _ arguments: [String], input: String = "") -> Running {
    // posix_spawn has no portable way to change the folder; the shell has.
    Running(
      ["/bin/sh", "-c", "cd \"$0\" && exec \"$@\"", folder.path, program] + arguments,
      input: input, in: folder)
  }
}

/// A program that runs. It is killed when the last reference goes away.
final class Running {
  let id: pid_t
  /// Stays as long as the program runs in it.
  private let folder: TemporaryFolder
  private let output: Collected
  private let errors: Collected
  private var ending: Int32?

  fileprivate init(_ words: [String], input: String, in folder: TemporaryFolder) {
    self.folder = folder
    var input = Array(input.utf8)
    let (inputReading, inputWriting) = makePipe()
    let (outputReading, outputWriting) = makePipe()
    let (errorsReading, errorsWriting) = makePipe()
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    posix_spawn_file_actions_adddup2(&actions, inputReading, 0)
    posix_spawn_file_actions_adddup2(&actions, outputWriting, 1)
    posix_spawn_file_actions_adddup2(&actions, errorsWriting, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    var none = sigset_t()
    sigemptyset(&none)
    posix_spawnattr_setsigmask(&attributes, &none)
    posix_spawnattr_setflags(&attributes, Int16(POSIX_SPAWN_SETSIGMASK))
    var arguments: [UnsafeMutablePointer<CChar>?] = words.map { strdup($0) } + [nil]
    var process: pid_t = 0
    let code = posix_spawn(&process, words[0], &actions, &attributes, &arguments, environ)
    precondition(code == 0, "cannot start \(words[0]): error \(code)")
    for argument in arguments { free(argument) }
    posix_spawn_file_actions_destroy(&actions)
    posix_spawnattr_destroy(&attributes)
    for end in [inputReading, outputWriting, errorsWriting] { close(end) }
    id = process
    output = Collected(outputReading)
    errors = Collected(errorsReading)
    _ = Glibc.write(inputWriting, &input, input.count)
    close(inputWriting)
  }

  deinit {
    if ending == nil {
      kill(id, SIGKILL)
      waitpid(id, nil, 0)
    }
  }

  func signal(_ number: Int32) { kill(id, number) }

  /// Waits until standard output holds `text`; false after half a minute, or if it ends before.
  func printed(_ text: String) -> Bool { output.waitFor(text) }

  /// The same for standard error.
  func complained(_ text: String) -> Bool { errors.waitFor(text) }

  var outputSoFar: String { output.text }
  var errorsSoFar: String { errors.text }

  /// Its outcome, once it has ended; a signal's number counts as 128 and more, as in a shell.
  func wait() -> Tool.Outcome {
    if ending == nil {
      var status: Int32 = 0
      while waitpid(id, &status, 0) < 0, errno == EINTR {}
      let signal = status & 0x7f
      ending = signal == 0 ? status >> 8 & 0xff : 128 + signal
    }
    let outcome = Tool.Outcome(code: ending ?? -1, output: output.all(), errors: errors.all())
    return withExtendedLifetime(folder) { outcome }
  }
}

private func makePipe() -> (reading: Int32, writing: Int32) {
  var ends: [Int32] = [0, 0]
  precondition(pipe(&ends) == 0, "no more pipes")
  for end in ends { _ = fcntl(end, F_SETFD, FD_CLOEXEC) }
  return (ends[0], ends[1])
}
