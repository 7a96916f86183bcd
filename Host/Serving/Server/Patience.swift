import Glibc
import Wire

/// How long one of the network's threads looks for more to do before it sleeps.
struct Patience {
  /// Nanoseconds without a request or an answer after which it is over.
  private static let limit: Int64 = 50_000
  /// The others had the processor this often before it is over.
  private static let leastYields = 2

  private var isRenewed = false
  private var isAwaited = false
  private var since: Int64 = 0
  private var yields = 0

  /// A request or an answer came.
  mutating func renew() { isRenewed = true }

  /// Whether an answer that is near is worth another round.
  mutating func awaits() -> Bool {
    isAwaited = isRenewed || !isUsedUp
    return isAwaited
  }

  /// Between two rounds of the thread: whether to sleep. Lets others have the processor otherwise,
  /// once in a round without anything to do.
  mutating func isOver() -> Bool {
    defer { isAwaited = false }
    if isRenewed {
      isRenewed = false
      yields = 0
      return false
    }
    if yields == 0 { since = Clock.now }
    if isUsedUp, !isAwaited { return true }
    sched_yield()
    yields += 1
    return false
  }

  private var isUsedUp: Bool { yields >= Self.leastYields && Clock.now - since >= Self.limit }
}
