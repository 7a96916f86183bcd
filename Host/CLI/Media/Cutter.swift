import Glibc
import JSON
import Plugins
import Wire

/// Cuts stretches of a recording to files, with the program that reads media.
struct Cutter: Sendable {
  /// Stretches that one program is started for, as a command line has its limits.
  private static let most = 500

  let file: String
  let folder: String
  let isExact: Bool
  let overwrites: Bool

  /// Cuts `segments` in their order. `done` is called with the name of each file when it is
  /// complete, and with what is to be said of it.
  func cut(
    _ segments: [Segment], done: (String, _ note: String?) throws(CommandError) -> Void
  ) throws(CommandError) {
    let names = CutNames.names(for: segments, of: file, in: folder)
    try prepare(names)
    for start in stride(from: 0, to: segments.count, by: Self.most) {
      let range = start..<min(start + Self.most, segments.count)
      var arguments = ["cut", argument(file)]
      if isExact { arguments.append("--exact") }
      if overwrites { arguments.append("--force") }
      for (segment, name) in zip(segments[range], names[range]) {
        arguments += ["--segment", "\(segment.start)", "\(segment.stop)", argument(name)]
      }
      try run(arguments, done)
    }
  }

  private func prepare(_ names: [String]) throws(CommandError) {
    var path = folder.hasPrefix("/") ? "/" : ""
    for part in folder.split(separator: "/") {
      path += part + "/"
      guard unsafe mkdir(path, 0o755) == 0 || errno == EEXIST else {
        throw CommandError(.badOutput, SystemError("make the folder \(path)").description)
      }
    }
    if overwrites { return }
    for name in names where unsafe access(name, F_OK) == 0 {
      throw CommandError(.badOutput, "\(name) is there already; to replace it, use --overwrite")
    }
  }

  /// A name that cannot be taken for a flag.
  private func argument(_ path: String) -> String { path.hasPrefix("-") ? "./\(path)" : path }

  private func run(
    _ arguments: [String], _ done: (String, String?) throws(CommandError) -> Void
  ) throws(CommandError) {
    let (lines, child) = try start(arguments)
    var sentence: String?
    while let line = try lines.next() {
      if line.hasPrefix("{"), let node = try? JSONNode(parsing: line),
        let name = node["file"]?.string
      {
        try done(name, node["note"]?.string)
      } else {
        sentence = line
      }
    }
    switch child.waitForEnd() {
    case .exit(0): return
    case .signal(SIGINT), .signal(SIGTERM): throw CommandError(.interrupted, "interrupted")
    case let ending:
      let reason = sentence ?? "the program that cuts \(ending?.description ?? "broke off")"
      let name = file.split(separator: "/").last.map(String.init) ?? file
      throw CommandError(.badInput, reason.contains(name) ? reason : "\(file): \(reason)")
    }
  }

  private func start(_ arguments: [String]) throws(CommandError) -> (LineReader, ChildProcess) {
    do throws(SystemError) {
      var ends: [CInt] = [0, 0]
      try check(unsafe pipe(&ends), "make a pipe")
      for end in ends { try check(fcntl(end, F_SETFD, FD_CLOEXEC), "make a pipe") }
      let (reading, writing) = (Descriptor(owning: ends[0]), Descriptor(owning: ends[1]))
      // The program prints its lines and its errors into the one pipe.
      let child = try ChildProcess(
        path: Programs.besideThisProgram().media, arguments: arguments, descriptors: [],
        errors: writing)
      return (LineReader(reading), child)
    } catch {
      throw CommandError(.failed, error.description)
    }
  }
}
