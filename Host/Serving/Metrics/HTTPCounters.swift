import Synchronization

/// What the server has answered so far.
final class HTTPCounters: Sendable {
  private let succeeded = Atomic<Int>(0)
  private let refused = Atomic<Int>(0)
  private let failed = Atomic<Int>(0)
  private let gone = Atomic<Int>(0)
  private let open = Atomic<Int>(0)

  func begin() { open.add(1, ordering: .relaxed) }

  func end(status: Int, gone isGone: Bool) {
    open.subtract(1, ordering: .relaxed)
    if isGone {
      gone.add(1, ordering: .relaxed)
      return
    }
    switch status {
    case ..<400: succeeded.add(1, ordering: .relaxed)
    case ..<500: refused.add(1, ordering: .relaxed)
    default: failed.add(1, ordering: .relaxed)
    }
  }

  var inFlight: Int { open.load(ordering: .relaxed) }

  /// "2xx", "4xx", "5xx", and "gone" for clients that did not wait.
  var byClass: [(name: String, count: Int)] {
    [
      ("2xx", succeeded.load(ordering: .relaxed)), ("4xx", refused.load(ordering: .relaxed)),
      ("5xx", failed.load(ordering: .relaxed)), ("gone", gone.load(ordering: .relaxed)),
    ]
  }
}
