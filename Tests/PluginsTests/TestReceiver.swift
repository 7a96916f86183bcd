import Plugins
import Wire

/// Keeps what a call sends back, and waits for its end.
final class TestReceiver: StreamReceiver, @unchecked Sendable {  // `lock` guards the rest
  private let lock = Lock()
  private(set) var events: [Event] = []
  private var result: Result<CallTiming, PluginError>?
  private(set) var endings = 0
  private var isOpen = false
  private var consumedCount = 0
  private(set) var requests: [[Double]] = []
  /// What came after the end.
  private var afterTheEnd = 0
  /// Runs at every result.
  var atEvent: (@Sendable () -> Void)?

  func receive(_ event: Event) {
    lock.withLock {
      events.append(event)
      if result != nil { afterTheEnd += 1 }
    }
    atEvent?()
  }

  var lateEvents: Int { lock.withLock { afterTheEnd } }
  var count: Int { lock.withLock { events.count } }
  var hasEnded: Bool { lock.withLock { result != nil } }
  func waitForEvents(_ count: Int) -> Bool { until(20) { events.count >= count } }

  func ended(_ result: Result<CallTiming, PluginError>) {
    lock.withLock {
      self.result = result
      endings += 1
      lock.notify()
    }
  }

  func opened() {
    lock.withLock {
      isOpen = true
      lock.notify()
    }
  }

  func consumed() {
    lock.withLock {
      consumedCount += 1
      lock.notify()
    }
  }

  func requested(port: Int, start: Double, stop: Double, every: Double) {
    lock.withLock { requests.append([Double(port), start, stop, every]) }
  }

  /// The end, or nil if it does not come.
  func wait(seconds: Double = 20) -> Result<CallTiming, PluginError>? {
    until(seconds) { result != nil }
    return lock.withLock { result }
  }

  func waitUntilOpen() -> Bool { until(20) { isOpen || result != nil } && isOpen }
  func waitUntilConsumed(_ count: Int) -> Bool { until(20) { consumedCount >= count } }

  @discardableResult
  private func until(_ seconds: Double, _ isMet: () -> Bool) -> Bool {
    let limit = Clock.now + Clock.nanoseconds(seconds)
    return lock.withLock {
      while !isMet(), Clock.now < limit { lock.wait(nanoseconds: 50_000_000) }
      return isMet()
    }
  }

  var error: PluginError? {
    if case .failure(let error)? = wait() { return error }
    return nil
  }
}
