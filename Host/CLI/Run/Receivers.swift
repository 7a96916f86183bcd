import Plugins
import Wire

/// Passes on what a media run sends.
final class MediaRunReceiver: RunReceiver {
  private let collector: RunCollector

  init(_ collector: RunCollector) { self.collector = collector }

  func opened(_ info: MediaInfo) { collector.opened(info) }

  func receive(_ event: Event, target: Int) { collector.receive(event, target: target) }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    collector.ended(result.failure, target: target)
  }

  func finished() { collector.finished() }
}

/// Passes on what one call sends.
final class CallReceiverForTarget: CallReceiver, @unchecked Sendable {  // `lock` guards `isOver`
  private let collector: RunCollector
  private let target: Int
  private let lock = Lock()
  private var isOver = false

  init(_ collector: RunCollector, target: Int) {
    self.collector = collector
    self.target = target
  }

  func receive(_ event: Event) { collector.receive(event, target: target) }

  func ended(_ result: Result<CallTiming, PluginError>) {
    collector.ended(result.failure, target: target)
    lock.withLock {
      isOver = true
      lock.notify()
    }
  }

  func wait() { lock.withLock { while !isOver { lock.wait() } } }
}

extension Result {
  fileprivate var failure: Failure? {
    if case .failure(let failure) = self { failure } else { nil }
  }
}
