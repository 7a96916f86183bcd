import CSystem
import Glibc
import Wire

/// What a worker writes to stderr: passed on to the host's own, and some lines kept.
final class LogTail: @unchecked Sendable {  // `lock` guards the rest
  private static let mostLine = 400
  /// Lines per second that are passed on; more are only counted.
  private static let mostPassedOn = 50
  /// Reads of 4 KiB in one go, as much as a pipe holds: the reactor has others to look after.
  private static let mostReads = 16

  private let name: String
  private let lock = Lock()
  private let source: Descriptor
  /// The number of the request that the worker is at.
  private let request: @Sendable () -> UInt64
  private var current: UInt64 = 0
  private var words = LastWords()
  private var partial: [UInt8] = []
  private var second: Int64 = 0
  private var passedOn = 0
  private var held = 0

  /// Makes the pipe. `writer` is for the worker. What it says is forgotten when `request` changes.
  static func make(
    name: String, request: @escaping @Sendable () -> UInt64 = { 0 }
  ) throws(SystemError) -> (tail: LogTail, writer: Descriptor) {
    var ends: [CInt] = [-1, -1]
    try check(unsafe cs_pipe(&ends), "make a pipe")
    let tail = LogTail(name: name, source: Descriptor(owning: ends[0]), request: request)
    Reactor.shared.watch(tail.source) { [weak tail] in tail?.take() ?? false }
    return (tail, Descriptor(owning: ends[1]))
  }

  private init(
    name: String, source: Descriptor, request: @escaping @Sendable () -> UInt64
  ) {
    self.name = name
    self.source = source
    self.request = request
  }

  /// What was said since the request began that is under way, or was the last one: oldest first,
  /// without folders in it.
  func last() -> [String] {
    _ = take()
    return lock.withLock {
      forgetOld()
      var words = words
      words.add(String(decoding: partial, as: UTF8.self))
      return words.lines.map(withoutFolders)
    }
  }

  private func forgetOld() {
    let now = request()
    if now != current { (current, words) = (now, LastWords()) }
  }

  /// Reads what is there. - Returns: false at the end of the pipe.
  private func take() -> Bool {
    lock.withLock {
      var buffer = [UInt8](repeating: 0, count: 4096)
      for _ in 0..<LogTail.mostReads {
        let count = unsafe read(source.raw, &buffer, buffer.count)
        if count == 0 { return false }
        if count < 0 { return errno == EAGAIN || errno == EINTR }
        for byte in buffer.prefix(count) {
          if byte == 0x0A {
            add(String(decoding: partial, as: UTF8.self))
            partial.removeAll(keepingCapacity: true)
          } else if partial.count < LogTail.mostLine {
            // Control characters could play tricks on the administrator's terminal.
            partial.append(byte < 0x20 || byte == 0x7F ? 0x20 : byte)
          }
        }
      }
      return true
    }
  }

  private func add(_ line: String) {
    forgetOld()
    words.add(line)
    let now = Clock.now / 1_000_000_000
    if now != second {
      if held > 0 { writeLine("\(name): (\(held) more lines)") }
      (second, passedOn, held) = (now, 0, 0)
    }
    if passedOn < LogTail.mostPassedOn {
      passedOn += 1
      writeLine("\(name): \(line)")
    } else {
      held += 1
    }
  }
}

/// A line for clients, who must not learn where things lie on this machine: every word that is
/// an absolute path keeps its last part only.
func withoutFolders(_ line: String) -> String {
  line.split(separator: " ", omittingEmptySubsequences: false).map { word in
    guard word.hasPrefix("/"), let slash = word.lastIndex(of: "/") else { return String(word) }
    return String(word[word.index(after: slash)...])
  }.joined(separator: " ")
}
