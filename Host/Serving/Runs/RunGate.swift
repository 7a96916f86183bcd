import Plugins
import Wire

/// Lets the calls of a run speak to its receiver one at a time, and tells it the end of all.
final class RunGate: @unchecked Sendable {  // `lock` guards the state
  private let lock = Lock()
  private let receiver: any RunReceiver
  private var remaining: Int

  init(count: Int, receiver: any RunReceiver) {
    remaining = count
    self.receiver = receiver
  }

  func receive(_ event: Event, target: Int) {
    lock.withLock { receiver.receive(event, target: target) }
  }

  func ended(_ result: Result<CallTiming, PluginError>, target: Int) {
    lock.withLock {
      receiver.ended(result, target: target)
      remaining -= 1
      if remaining == 0 { receiver.finished() }
    }
  }
}

/// The part of one plugin in such a run.
final class TextReceiver: CallReceiver {
  private let target: Int
  private let gate: RunGate

  init(target: Int, gate: RunGate) {
    self.target = target
    self.gate = gate
  }

  func receive(_ event: Event) { gate.receive(event, target: target) }

  func ended(_ result: Result<CallTiming, PluginError>) { gate.ended(result, target: target) }
}
