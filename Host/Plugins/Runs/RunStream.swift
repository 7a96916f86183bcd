import Wire

/// One target's session within a run: passes results on, and counts what the plugin has used.
final class RunStream: StreamReceiver, @unchecked Sendable {  // `lock` guards the variables
  /// A request of the plugin for frames.
  struct Request {
    var port: Int
    var start: Double
    var stop: Double
    var every: Double
  }

  private let lock = Lock()
  private let deliver: @Sendable (Event) -> Void
  private let atEnd: @Sendable () -> Void
  private var isOpen = false
  private var result: Result<CallTiming, PluginError>?
  private var pushed = 0
  private var used = 0
  /// What to do when the plugin has used the oldest push, and so on.
  private var releases = Deque<(@Sendable () -> Void)?>()
  private var requests: [Request] = []
  /// The plugin reports its own progress, so the run's is not needed.
  private var hasOwnProgress = false

  /// `atEnd` runs once, when the session is over.
  init(
    deliver: @escaping @Sendable (Event) -> Void, atEnd: @escaping @Sendable () -> Void
  ) {
    self.deliver = deliver
    self.atEnd = atEnd
  }

  // MARK: From the plugin

  func receive(_ event: Event) {
    if case .progress = event { lock.withLock { hasOwnProgress = true } }
    deliver(event)
  }

  /// The run's own progress, for a plugin that reports none.
  func deliverProgress(_ fraction: Double) {
    if !lock.withLock({ hasOwnProgress }) { deliver(.progress(fraction)) }
  }

  func opened() {
    lock.withLock {
      isOpen = true
      lock.notify()
    }
  }

  func consumed() {
    let release = lock.withLock {
      used += 1
      lock.notify()
      return releases.popFirst() ?? nil
    }
    release?()
  }

  func requested(port: Int, start: Double, stop: Double, every: Double) {
    lock.withLock {
      requests.append(Request(port: port, start: start, stop: stop, every: every))
    }
  }

  func ended(_ result: Result<CallTiming, PluginError>) {
    let left: [(@Sendable () -> Void)?]? = lock.withLock {
      guard self.result == nil else { return nil }
      self.result = result
      lock.notify()
      return releases.removeAll()
    }
    guard let left else { return }
    for release in left { release?() }
    atEnd()
  }

  // MARK: For the run

  /// Notes a push; `release` runs when the plugin is done with it, or when the session is over.
  func willPush(_ release: (@Sendable () -> Void)?) {
    let isOver = lock.withLock {
      guard result == nil else { return true }
      pushed += 1
      releases.append(release)
      return false
    }
    if isOver { release?() }
  }

  var ending: Result<CallTiming, PluginError>? { lock.withLock { result } }

  func waitUntilOpen() -> Bool {
    lock.withLock {
      while !isOpen, result == nil { lock.wait() }
      return result == nil
    }
  }

  /// Waits until every push was used. - Returns: the plugin's requests so far.
  func waitUntilUsed() -> [Request] {
    lock.withLock {
      while used < pushed, result == nil { lock.wait() }
      defer { requests = [] }
      return requests
    }
  }

  func waitForEnd() -> Result<CallTiming, PluginError> {
    lock.withLock {
      while true {
        if let result { return result }
        lock.wait()
      }
    }
  }
}
