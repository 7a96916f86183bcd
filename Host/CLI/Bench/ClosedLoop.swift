import Wire

/// Sends requests over a number of connections, each its next one when the last is answered.
enum ClosedLoop {
  /// Sends one request and returns the nanoseconds until its answer; nil where it failed.
  typealias Connection = () -> Int64?

  /// - Parameter connect: makes one connection, on the thread that will use it.
  static func measure(
    _ name: String, requests: Int, connections: Int,
    connect: @escaping @Sendable () -> Connection
  ) -> BenchResult {
    let tally = Tally(connections)
    // The first requests find cold caches and pages that are not there yet.
    let warmUp = max(1, requests / 10 / connections)
    for index in 0..<connections {
      let share = requests / connections + (index < requests % connections ? 1 : 0)
      startThread("bench-\(index)") {
        let send = connect()
        for _ in 0..<warmUp { _ = send() }
        tally.waitForAll()
        let started = Clock.now
        var latencies: [Int64] = []
        latencies.reserveCapacity(share)
        var failures = 0
        for _ in 0..<share {
          if let latency = send() { latencies.append(latency) } else { failures += 1 }
        }
        tally.add(latencies, failures: failures, started: started, ended: Clock.now)
      }
    }
    return tally.result(name)
  }
}

/// Gathers what the connections' threads measured.
private final class Tally: @unchecked Sendable {  // `lock` guards the variables
  private let lock = Lock()
  private let connections: Int
  private var ready = 0
  private var done = 0
  private var latencies: [Int64] = []
  private var failures = 0
  private var first = Int64.max
  private var last = Int64.min

  init(_ connections: Int) { self.connections = connections }

  /// All begin at once.
  func waitForAll() {
    lock.withLock {
      ready += 1
      lock.notify()
      while ready < connections { lock.wait() }
    }
  }

  func add(_ more: [Int64], failures: Int, started: Int64, ended: Int64) {
    lock.withLock {
      latencies += more
      self.failures += failures
      first = min(first, started)
      last = max(last, ended)
      done += 1
      lock.notify()
    }
  }

  func result(_ name: String) -> BenchResult {
    lock.withLock {
      while done < connections { lock.wait() }
      return BenchResult(
        name: name, latencies: latencies, elapsed: last - first, failures: failures)
    }
  }
}
