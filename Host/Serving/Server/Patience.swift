import Glibc
import Wire

/// How long one of the network's threads asks for answers before it sleeps.
struct Patience {
  /// Nanoseconds without any answer after which it is over.
  private static let limit: Int64 = 100_000
  /// The others had the processor this often before it is over.
  private static let leastYields = 2

  private var renewed: Int64 = 0
  private var yields = 0
  /// Who asked first in this round.
  private var first: ObjectIdentifier?

  /// An answer came, or a call began.
  mutating func renew() {
    renewed = Clock.now
    yields = 0
    first = nil
  }

  /// Whether to ask again. Lets others have the processor once in a round of all who wait.
  mutating func goesOn(for waiting: AnyObject) -> Bool {
    let identity = ObjectIdentifier(waiting)
    if let first, first == identity {
      sched_yield()
      yields += 1
      return yields < Self.leastYields || Clock.now - renewed < Self.limit
    }
    if first == nil { first = identity }
    return true
  }

  /// It does not wait any more.
  mutating func forget(_ waiting: AnyObject) {
    if first == ObjectIdentifier(waiting) { first = nil }
  }
}
