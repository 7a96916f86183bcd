import Wire

/// Lets at most `limit` through at the same time.
package final class Turnstile: @unchecked Sendable {  // `lock` guards the rest
  private let lock = Lock()
  private var inside = 0
  private var waiting = 0
  private var most = 1

  package var limit: Int {
    get { lock.withLock { most } }
    set {
      lock.withLock {
        most = max(1, newValue)
        lock.notify()
      }
    }
  }

  /// Joins the queue. - Returns: false when `most` wait already.
  func join(most: Int) -> Bool {
    lock.withLock {
      guard inside < self.most || waiting < most else { return false }
      waiting += 1
      return true
    }
  }

  /// Waits for its turn. - Returns: false when `isCancelled` became true first.
  func enter(_ isCancelled: () -> Bool) -> Bool {
    lock.withLock {
      defer { waiting -= 1 }
      while inside >= most {
        if isCancelled() { return false }
        lock.wait(nanoseconds: 20_000_000)
      }
      inside += 1
      return true
    }
  }

  /// Leaves the queue without having entered.
  func giveUp() { lock.withLock { waiting -= 1 } }

  func leave() {
    lock.withLock {
      inside -= 1
      lock.notify()
    }
  }
}

/// Waits for a number of threads.
final class Countdown: @unchecked Sendable {  // `lock` guards `left`
  private let lock = Lock()
  private var left: Int

  init(_ count: Int) { left = count }

  func arrive() {
    lock.withLock {
      left -= 1
      lock.notify()
    }
  }

  /// Like `arrive`. - Returns: whether nobody else is to come.
  func arriveIsLast() -> Bool {
    lock.withLock {
      left -= 1
      lock.notify()
      return left == 0
    }
  }

  func wait() {
    lock.withLock { while left > 0 { lock.wait() } }
  }
}
