import CHTTP
import Wire

/// Sees that clients go away while their requests are being worked on.
///
/// libmicrohttpd does not look at suspended connections. A thread looks at those that have been
/// suspended for a while, but only while there are any.
final class ConnectionWatch: @unchecked Sendable {  // `lock` guards the state
  private static let interval: Int64 = 10_000_000
  /// Most answers come sooner and are never looked at.
  private static let leastAge: Int64 = 5_000_000
  /// Rounds without a connection after which the thread sleeps until there is one.
  private static let idleRounds = 100

  private let lock = Lock()
  private var exchanges: [Exchange] = []
  private var isAsleep = false
  private var isStopped = false

  func start() { startThread("connections") { self.run() } }

  func stop() {
    lock.withLock {
      isStopped = true
      lock.notify()
    }
  }

  func add(_ exchange: Exchange) {
    lock.withLock {
      exchange.watchedSince = Clock.now
      exchange.watchIndex = exchanges.count
      exchanges.append(exchange)
      if isAsleep { lock.notify() }
    }
  }

  func remove(_ exchange: Exchange) {
    lock.withLock {
      let index = exchange.watchIndex
      guard index >= 0, let last = exchanges.popLast() else { return }
      if last !== exchange {
        exchanges[index] = last
        last.watchIndex = index
      }
      exchange.watchIndex = -1
    }
  }

  /// Cancels all that is being worked on.
  func cancelAll() {
    for exchange in lock.withLock({ exchanges }) { exchange.clientWentAway() }
  }

  private func run() {
    var idle = 0
    while true {
      let gone: [Exchange]? = lock.withLock {
        idle = exchanges.isEmpty ? idle + 1 : 0
        isAsleep = idle > Self.idleRounds
        if !isStopped { lock.wait(nanoseconds: isAsleep ? nil : Self.interval) }
        isAsleep = false
        return isStopped ? nil : findGone()
      }
      guard let gone else { return }
      for exchange in gone { exchange.clientWentAway() }
    }
  }

  /// Their descriptors stay open meanwhile: who resumes a connection takes it out first.
  private func findGone() -> [Exchange] {
    let now = Clock.now
    return exchanges.filter {
      now - $0.watchedSince >= Self.leastAge && ch_is_gone($0.connection.descriptor) != 0
    }
  }
}
