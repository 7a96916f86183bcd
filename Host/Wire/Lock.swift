import Glibc

/// A mutual exclusion lock with a condition, for state that several threads share.
///
/// Public, since nothing less is inlined in other modules.
@safe public final class Lock: @unchecked Sendable {  // pthreads' own guarantee
  @usableFromInline let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  public init() {
    var kind = pthread_mutexattr_t()
    unsafe pthread_mutexattr_init(&kind)
    // Most are held for less time than it takes to put a thread to sleep.
    unsafe pthread_mutexattr_settype(&kind, CInt(PTHREAD_MUTEX_ADAPTIVE_NP))
    unsafe pthread_mutex_init(mutex, &kind)
    unsafe pthread_mutexattr_destroy(&kind)
    var attributes = pthread_condattr_t()
    unsafe pthread_condattr_init(&attributes)
    // Waits must not jump when somebody sets the clock.
    unsafe pthread_condattr_setclock(&attributes, CLOCK_MONOTONIC)
    unsafe pthread_cond_init(condition, &attributes)
    unsafe pthread_condattr_destroy(&attributes)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  @inlinable @inline(__always) public func withLock<T: ~Copyable, E: Error>(
    _ body: () throws(E) -> T
  ) throws(E) -> T {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Like `withLock`, but nil where another thread has the lock.
  @inlinable public func withLockIfFree<T>(_ body: () -> T) -> T? {
    guard unsafe pthread_mutex_trylock(mutex) == 0 else { return nil }
    defer { unsafe pthread_mutex_unlock(mutex) }
    return body()
  }

  /// Within `withLock`: waits for `notify`, at most `nanoseconds` (nil: no limit).
  public func wait(nanoseconds: Int64? = nil) {
    guard let nanoseconds else {
      unsafe pthread_cond_wait(condition, mutex)
      return
    }
    let until = Clock.now &+ nanoseconds
    var limit = timespec(tv_sec: Int(until / 1_000_000_000), tv_nsec: Int(until % 1_000_000_000))
    unsafe pthread_cond_timedwait(condition, mutex, &limit)
  }

  /// Wakes every thread that waits.
  public func notify() { unsafe pthread_cond_broadcast(condition) }
}
