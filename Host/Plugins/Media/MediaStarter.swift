import Glibc
import Synchronization
import Wire

/// Starts the program that decodes media.
///
/// To load its libraries, some 150, takes longer than to decode a small picture. So where it is
/// started again and again, a process of it stands by that has them loaded, never sees a medium, and
/// makes a copy of itself for each run. Any thread.
package final class MediaStarter: @unchecked Sendable {  // `lock` guards the variables
  /// How long a process stands by when nobody wants a copy, in nanoseconds.
  private static let patience: Int64 = 30_000_000_000
  /// How long a copy may take.
  private static let mostMilliseconds = 5000

  private let program: String
  /// What its processes write to stderr goes through the host, which alone may wait for whoever
  /// reads its own.
  private let log: (tail: LogTail, writer: Descriptor)?
  private let lock = Lock()
  private var hasStarted = false
  private var original: (process: ChildProcess, socket: MessageSocket)?
  private let lastStart = Atomic<Int64>(0)
  /// None is asked for a copy before this, since the last ones did not answer.
  private var nextCopy: Int64 = 0

  package init(program: String) {
    self.program = program
    log = try? LogTail.make(name: "media")
  }

  /// A process that waits for the request of one run, and the socket to it.
  func start() throws(SystemError) -> (process: ChildProcess, socket: MessageSocket) {
    lastStart.store(Clock.now, ordering: .relaxed)
    return try lock.withLock { () throws(SystemError) in
      // One run alone is not worth a process that stands by.
      defer { hasStarted = true }
      if hasStarted, Clock.now >= nextCopy, let copy = copy() { return copy }
      let (ours, theirs) = try MessageSocket.pair()
      return (try launch("run", theirs), ours)
    }
  }

  /// Ends the process that stands by when it was not needed for a while. Cheap.
  package func tick(_ now: Int64) {
    func isLong() -> Bool { now - lastStart.load(ordering: .relaxed) > Self.patience }
    guard isLong() else { return }
    // Whoever has the lock is starting one.
    _ = lock.withLockIfFree { if isLong() { original = nil } }
  }

  /// The process that stands by; nil when there is none.
  package var originalID: Int32? { lock.withLock { original?.process.id } }

  // MARK: With the lock

  private func launch(_ command: String, _ socket: MessageSocket) throws(SystemError)
    -> ChildProcess
  {
    try ChildProcess(
      path: program, arguments: [command], descriptors: [socket.descriptor], errors: log?.writer)
  }

  private func copy() -> (process: ChildProcess, socket: MessageSocket)? {
    // Twice, since the process that stands by may have been ended by somebody.
    for _ in 0..<2 {
      // A copy that was made and not told of gets no request, and ends with this pair.
      guard let (ours, theirs) = try? MessageSocket.pair() else { return nil }
      do throws(SystemError) {
        if original == nil { original = try standUp() }
        guard let original else { return nil }
        try original.socket.send([0], passing: [theirs.descriptor])
        if let (answer, _) = try original.socket.receive(limit: 64),
          let id = Int32(String(decoding: answer, as: UTF8.self)), id > 0
        {
          // It may not have done so itself yet, and the group of the original may be ended.
          _ = setpgid(id, id)
          return (try ChildProcess(adopting: id), ours)
        }
      } catch {}
      original = nil
    }
    nextCopy = Clock.now + Self.patience
    return nil
  }

  private func standUp() throws(SystemError) -> (process: ChildProcess, socket: MessageSocket) {
    let (ours, theirs) = try MessageSocket.pair()
    ours.limitSending(milliseconds: Self.mostMilliseconds)
    ours.limitReceiving(milliseconds: Self.mostMilliseconds)
    return (try launch("stand-by", theirs), ours)
  }
}
