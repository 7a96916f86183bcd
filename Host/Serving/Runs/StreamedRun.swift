import JSON
import Plugins
import Wire

/// Answers a run with its results as they are found, as NDJSON or server-sent events.
///
/// The answer begins with the first result, so a run that fails before it has a status of its
/// own. What a slow client has not read yet is kept, up to a bound: the run's threads also serve
/// other requests, so they never wait for a client.
final class StreamedRun: RunAnswer, StreamedReply, @unchecked Sendable {  // `lock` guards the state
  /// Bytes that wait for the client before the run is given up.
  private static let bound = 64 << 20
  /// Bytes that were sent before the memory that they took is used again.
  private static let sentBound = 1 << 20

  let type: StaticString
  private let exchange: Exchange
  private let isSSE: Bool
  private let plugins: [(name: String, outputs: [OutputPort])]
  private let lock = Lock()
  private var writer = JSONWriter(capacity: 4096)
  private var waiting: [UInt8] = []
  private var sent = 0
  private var ends: RunEnds
  private var hasResults = false
  private var isOver = false
  private var cancelRun: (@Sendable () -> Void)?

  init(exchange: Exchange, plan: borrowing RunPlan) {
    self.exchange = exchange
    type = plan.format.type
    isSSE = plan.format == .sse
    ends = RunEnds(count: plan.plugins.count)
    plugins = zip(plan.plugins, plan.abouts).map { ($0.name, $1.outputs) }
  }

  func attach(cancel: @escaping @Sendable () -> Void) {
    lock.withLock { if !isOver { cancelRun = cancel } }
  }

  var isFinished: Bool { lock.withLock { isOver } }
  var failure: Problem? { lock.withLock { isOver && !hasResults ? ends.failure : nil } }

  // MARK: On the run's threads

  func opened(_ info: MediaInfo) {}

  func receive(_ event: Event, target: Int) {
    let tooSlow = lock.withLock {
      guard waiting.count - sent <= Self.bound else { return cancelRun }
      hasResults = true
      writer.event(event, plugin: plugins[target].name, outputs: plugins[target].outputs)
      flush(event.name)
      return nil
    }
    if let tooSlow { tooSlow() } else { exchange.signal() }
  }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    lock.withLock {
      ends.note(result, target: target)
      var error: PluginError?
      if case .failure(let failure) = result { error = failure.forClients }
      writer.end(plugin: plugins[target].name, error: error)
      flush("end")
    }
    exchange.signal()
  }

  func finished() {
    lock.withLock {
      isOver = true
      cancelRun = nil
    }
    exchange.signal()
  }

  /// Moves what was written to the bytes that wait. With the lock held.
  private func flush(_ name: StaticString) {
    if isSSE {
      waiting += "event: \(name)\ndata: ".utf8
    }
    unsafe writer.withBytes { unsafe waiting.append(contentsOf: $0) }
    waiting += isSSE ? "\n\n".utf8 : "\n".utf8
    writer.removeAll()
  }

  // MARK: On the connection's thread

  func reply() throws(Problem) -> Reply? {
    let (isReady, failure) = lock.withLock {
      (hasResults || isOver, isOver && !hasResults ? ends.failure : nil)
    }
    if let failure { throw failure }
    return isReady ? .stream(self) : nil
  }

  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int? {
    lock.withLock {
      guard sent < waiting.count else { return isOver ? nil : 0 }
      let count = min(buffer.count, waiting.count - sent)
      unsafe buffer.copyBytes(from: waiting[sent..<sent + count])
      sent += count
      if sent == waiting.count {
        waiting.removeAll(keepingCapacity: true)
        sent = 0
      } else if sent > Self.sentBound {
        waiting.removeFirst(sent)
        sent = 0
      }
      return count
    }
  }

  func cancel() {
    lock.withLock { cancelRun }?()
  }
}

extension Event {
  /// The name of its server-sent event.
  fileprivate var name: StaticString {
    switch self {
    case .segment: "segment"
    case .vector: "vector"
    case .label: "label"
    case .artifact: "artifact"
    case .progress: "progress"
    case .warning: "warning"
    }
  }
}
