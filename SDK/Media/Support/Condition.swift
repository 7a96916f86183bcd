import Glibc

/// A lock with a condition to wait for.
@safe final class Condition: @unchecked Sendable {  // pthreads' own guarantee
  private let mutex = UnsafeMutablePointer<pthread_mutex_t>.allocate(capacity: 1)
  private let condition = UnsafeMutablePointer<pthread_cond_t>.allocate(capacity: 1)

  init() {
    unsafe pthread_mutex_init(mutex, nil)
    unsafe pthread_cond_init(condition, nil)
  }

  deinit {
    unsafe pthread_cond_destroy(condition)
    unsafe pthread_mutex_destroy(mutex)
    unsafe condition.deallocate()
    unsafe mutex.deallocate()
  }

  func withLock<T, E: Error>(_ body: () throws(E) -> T) throws(E) -> T {
    unsafe pthread_mutex_lock(mutex)
    defer { unsafe pthread_mutex_unlock(mutex) }
    return try body()
  }

  /// Within `withLock`: waits for the next `notify`.
  func wait() { unsafe pthread_cond_wait(condition, mutex) }

  /// Wakes every thread that waits.
  func notify() { unsafe pthread_cond_broadcast(condition) }
}
