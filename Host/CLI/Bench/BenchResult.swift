import Serving

/// What one measurement came to.
struct BenchResult: Sendable {
  /// What was measured, such as "worker".
  var name: String
  /// Nanoseconds from a request to its answer, sorted.
  var latencies: [Int64]
  /// Nanoseconds for all requests together.
  var elapsed: Int64
  var failures: Int

  init(name: String, latencies: [Int64], elapsed: Int64, failures: Int) {
    self.name = name
    self.latencies = latencies.sorted()
    self.elapsed = elapsed
    self.failures = failures
  }

  var requestsPerSecond: Double {
    elapsed > 0 ? Double(latencies.count) / (Double(elapsed) / 1e9) : 0
  }

  /// Microseconds below which this fraction of the answers came, by the nearest rank.
  func percentile(_ fraction: Double) -> Double {
    guard !latencies.isEmpty else { return .nan }
    let rank = Int((fraction * Double(latencies.count)).rounded(.up))
    return Double(latencies[max(0, min(rank, latencies.count) - 1)]) / 1000
  }

  var median: Double { percentile(0.5) }
}
