import Synchronization

/// What the server has answered so far.
final class HTTPCounters: Sendable {
  private let begun = Atomic<Int>(0)
  private let ended = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)
  private let failed = Atomic<Int>(0)
  private let gone = Atomic<Int>(0)

  func begin() { begun.add(1, ordering: .relaxed) }

  func end(status: Int, gone isGone: Bool) {
    ended.add(1, ordering: .relaxed)
    if isGone {
      gone.add(1, ordering: .relaxed)
    } else if status >= 500 {
      failed.add(1, ordering: .relaxed)
    } else if status >= 400 {
      refused.add(1, ordering: .relaxed)
    }
  }

  var inFlight: Int { begun.load(ordering: .relaxed) - ended.load(ordering: .relaxed) }

  /// "2xx", "4xx", "5xx", and "gone" for clients that did not wait.
  var byClass: [(name: String, count: Int)] {
    let others = [
      refused.load(ordering: .relaxed), failed.load(ordering: .relaxed),
      gone.load(ordering: .relaxed),
    ]
    let succeeded = ended.load(ordering: .relaxed) - others.reduce(0, +)
    return [("2xx", succeeded), ("4xx", others[0]), ("5xx", others[1]), ("gone", others[2])]
  }
}
