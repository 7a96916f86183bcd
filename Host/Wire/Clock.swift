import Glibc

/// The monotonic clock, in nanoseconds.
package enum Clock {
  package static var now: Int64 {
    var time = timespec()
    unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int64(time.tv_sec) * 1_000_000_000 + Int64(time.tv_nsec)
  }

  package static func nanoseconds(_ seconds: Double) -> Int64 {
    Int64(max(0, min(seconds, 9e9)) * 1e9)
  }
}
