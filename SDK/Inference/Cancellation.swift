import Synchronization

/// Ends runs of a model from another thread.
///
///     let stop = Cancellation()
///     try model.run(inputs, until: stop)  // throws, once stop.cancel() is called elsewhere
///
/// It stays cancelled, and may be shared by many runs.
public final class Cancellation: Sendable {
  private struct State {
    var isCancelled = false
    var runs: [ObjectIdentifier: @Sendable () -> Void] = [:]
  }

  private let state = Mutex(State())

  public init() {}

  public var isCancelled: Bool { state.withLock { $0.isCancelled } }

  public func cancel() {
    state.withLock { state in
      state.isCancelled = true
      for end in state.runs.values { end() }
    }
  }

  /// Calls `end` at once if it is cancelled, else when it will be.
  func begin(_ run: AnyObject, end: @escaping @Sendable () -> Void) {
    state.withLock { state in
      state.runs[ObjectIdentifier(run)] = end
      if state.isCancelled { end() }
    }
  }

  func finish(_ run: AnyObject) {
    state.withLock { _ = $0.runs.removeValue(forKey: ObjectIdentifier(run)) }
  }
}
