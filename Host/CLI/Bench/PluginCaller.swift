import Glibc
import Plugins
import Wire

/// Calls a plugin of this process's engine, one request at a time.
final class PluginCaller {
  private let plugin: Plugin
  private let parameters: [Value]
  private let inputs: [CallInput]
  /// Why the last request failed.
  private(set) var failure: PluginError?

  init(_ plugin: Plugin, parameters: [Value], inputs: [CallInput]) {
    self.plugin = plugin
    self.parameters = parameters
    self.inputs = inputs
  }

  /// Nanoseconds from the submission to the last callback; nil where the request failed.
  func call() -> Int64? {
    let receiver = Stopwatch()
    let call = Call(parameters: parameters, inputs: inputs, timeout: 30, receiver: receiver)
    let started = Clock.now
    do throws(PluginError) {
      try plugin.submit(call)
    } catch {
      failure = error
      return nil
    }
    switch call.poller.map(receiver.poll) ?? receiver.wait() {
    case .success(let ended): return ended - started
    case .failure(let error):
      failure = error
      return nil
    }
  }
}

/// Notes when a call ends.
private final class Stopwatch: CallReceiver, @unchecked Sendable {  // `lock` guards `ended`
  private let lock = Lock()
  private var ended: Result<Int64, PluginError>?

  func receive(_ event: Event) {}

  func ended(_ result: Result<CallTiming, PluginError>) {
    // Read before the waiting thread is woken: waking it is the measurement's cost, not the call's.
    let now = Clock.now
    lock.withLock {
      ended = result.map { _ in now }
      lock.notify()
    }
  }

  /// Takes the answer of a short call itself, as the host's network threads do.
  func poll(_ poller: ReplyPoller) -> Result<Int64, PluginError> {
    poller.begin()
    defer { poller.end() }
    while true {
      if let ended = lock.withLock({ ended }) { return ended }
      if !poller.take() { sched_yield() }
    }
  }

  func wait() -> Result<Int64, PluginError> {
    lock.withLock {
      while true {
        if let ended { return ended }
        lock.wait()
      }
    }
  }
}
