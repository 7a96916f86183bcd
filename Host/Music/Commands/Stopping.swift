import CLI
import Wire

/// What Ctrl-C ends of a command that does one thing after the other.
final class Stopping: @unchecked Sendable {  // `lock` guards the variables
  private let lock = Lock()
  private var stopped = false
  private var actions: [@Sendable () -> Void] = []

  var isStopped: Bool { lock.withLock { stopped } }

  /// `action` is to be done when it stops; at once if it has.
  func add(_ action: @escaping @Sendable () -> Void) {
    let isLate = lock.withLock {
      if !stopped { actions.append(action) }
      return stopped
    }
    if isLate { action() }
  }

  /// From now on. Any thread.
  func stop() {
    let actions = lock.withLock {
      stopped = true
      return self.actions
    }
    for action in actions { action() }
  }
}
