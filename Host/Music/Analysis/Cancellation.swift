import Wire

/// Ends what a thread is busy with, from another thread.
package final class Cancellation: @unchecked Sendable {  // `lock` guards the variables
  private let lock = Lock()
  private var cancelled = false
  private var current: (@Sendable () -> Void)?

  package init() {}

  package var isCancelled: Bool { lock.withLock { cancelled } }

  /// From now on. Any thread.
  package func cancel() {
    let current = lock.withLock {
      cancelled = true
      return self.current
    }
    current?()
  }

  /// Work begins that `cancel` ends. - Returns: false when it is cancelled already.
  func begin(_ cancel: @escaping @Sendable () -> Void) -> Bool {
    lock.withLock {
      if !cancelled { current = cancel }
      return !cancelled
    }
  }

  func end() { lock.withLock { current = nil } }
}
