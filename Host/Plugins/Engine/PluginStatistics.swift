/// Counters of one plugin since it was first loaded. Durations in nanoseconds.
package struct PluginStatistics: Equatable, Sendable {
  package struct Sum: Equatable, Sendable {
    package var count = 0
    package var nanoseconds: Int64 = 0

    package init() {}

    package mutating func add(_ nanoseconds: Int64) {
      count += 1
      self.nanoseconds += nanoseconds
    }
  }

  /// Upper bounds of the latency histogram's buckets, in seconds; one more holds the rest.
  package static let bounds: [Double] = [
    0.0001, 0.0005, 0.001, 0.005, 0.01, 0.05, 0.1, 0.5, 1, 5, 10, 60, 600,
  ]

  package var success = Sum()
  package var failure = Sum()
  package var queue = Sum()
  package var compute = Sum()
  package var failuresByCode: [String: Int] = [:]
  /// Requests per bucket of `bounds`, not cumulative.
  package var latency = [Int](repeating: 0, count: PluginStatistics.bounds.count + 1)
  /// Refused because the queue was full.
  package var rejected = 0
  /// Workers that had to be replaced.
  package var restarts = 0
  /// Waiting now, and being worked on now.
  package var waiting = 0
  package var running = 0
  /// Milliseconds since 1970 of the last request's end; 0: none yet.
  package var lastRequest: Int64 = 0

  package init() {}
}
