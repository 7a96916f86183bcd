import CSystem
import Glibc
import Synchronization

/// A child that this process started, and what that one starts. They are killed and reaped when
/// the last reference goes away.
package final class ChildProcess: @unchecked Sendable {  // `ended` is guarded by `lock`
  /// How a process ended.
  package enum Ending: Equatable, Sendable, CustomStringConvertible {
    case exit(CInt)
    case signal(CInt)

    package var description: String {
      switch self {
      case .exit(let code): "exited with status \(code)"
      case .signal(let number): "was ended by \(Signal.name(number))"
      }
    }
  }

  package let id: pid_t
  /// Becomes readable when the process ends.
  package let endWatch: Descriptor
  private let lock = Lock()
  private var ended: Ending?
  private let noted = Atomic<Bool>(false)

  /// Starts the program at `path`; `descriptors[i]` becomes its descriptor 3 + i.
  ///
  /// Its standard input is empty, its standard output goes where its errors go: to `errors`, or
  /// to this process's own.
  package convenience init(
    path: String, arguments: [String], environment: [String] = ChildProcess.environment(),
    descriptors: [Descriptor], errors: Descriptor? = nil
  ) throws(SystemError) {
    var argv = unsafe ([path] + arguments).map { unsafe strdup($0) } + [nil]
    var envp = unsafe environment.map { unsafe strdup($0) } + [nil]
    defer {
      for index in unsafe argv.indices { unsafe free(argv[index]) }
      for index in unsafe envp.indices { unsafe free(envp[index]) }
    }
    let fds = descriptors.map(\.raw)
    var pid: pid_t = 0
    let code = unsafe cs_spawn(path, &argv, &envp, fds, fds.count, errors?.raw ?? -1, &pid)
    guard code == 0 else { throw SystemError("start \(path)", code: code) }
    try self.init(adopting: pid)
  }

  /// Takes over a child of this process that something else has started.
  package init(adopting pid: pid_t) throws(SystemError) {
    id = pid
    let watch = cs_pidfd(pid)
    if watch < 0 {
      let error = SystemError("watch process \(pid)")
      cs_kill_group(pid)
      var status: CInt = 0
      unsafe cs_reap(pid, 0, &status)
      throw error
    }
    endWatch = Descriptor(owning: watch)
  }

  deinit {
    if ended == nil {
      cs_kill_group(id)
      var code: CInt = 0
      unsafe cs_reap(id, 0, &code)
    }
  }

  /// This process's environment, with Swift's slow crash reports switched off.
  package static func environment() -> [String] {
    var entries: [String] = []
    var next = unsafe cs_environment()!
    while let entry = unsafe next.pointee {
      entries.append(unsafe String(cString: entry))
      unsafe next += 1
    }
    return entries.filter { !$0.hasPrefix("SWIFT_BACKTRACE=") } + ["SWIFT_BACKTRACE=enable=no"]
  }

  /// Ends it at once, with all that it started.
  package func kill() {
    lock.withLock { if ended == nil { cs_kill_group(id) } }
  }

  /// Whoever watches `endWatch` says so here.
  package func noteEnd() { noted.store(true, ordering: .releasing) }

  /// `noteEnd` was called. Unlike `ending`, it does not ask the kernel.
  package var isNoted: Bool { noted.load(ordering: .acquiring) }

  /// How it ended, without waiting; nil while it runs.
  package var ending: Ending? { lock.withLock { reap(noHang: true) } }

  /// Waits at most `milliseconds` (below 0: no limit) for its end.
  package func waitForEnd(milliseconds: CInt = -1) -> Ending? {
    var poll = pollfd(fd: endWatch.raw, events: Int16(POLLIN), revents: 0)
    while unsafe Glibc.poll(&poll, 1, milliseconds) < 0, errno == EINTR {}
    return ending
  }

  private func reap(noHang: Bool) -> Ending? {
    if let ended { return ended }
    var code: CInt = 0
    switch unsafe cs_reap(id, noHang ? 1 : 0, &code) {
    case 1: ended = .exit(code)
    case 2: ended = .signal(code)
    case -1: ended = .exit(-1)
    default: break
    }
    return ended
  }
}
