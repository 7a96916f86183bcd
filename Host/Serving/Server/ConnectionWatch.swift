import CHTTP
import Wire

/// Sees that clients go away while their requests are being worked on.
///
/// libmicrohttpd does not look at suspended connections, and it misses the end of a connection
/// that comes in one event with the last bytes. A thread looks at connections that have waited
/// for a while, but only while there are any.
final class ConnectionWatch: @unchecked Sendable {  // `lock` guards the state
  private static let interval: Int64 = 10_000_000
  /// Most answers come sooner and are never looked at.
  private static let leastAge: Int64 = 5_000_000
  /// Rounds without a connection after which the thread sleeps until there is one.
  private static let idleRounds = 100

  /// Sent where an upload has stood still. libmicrohttpd takes no answer in the middle of a body.
  private static let tooSlow: [UInt8] = {
    let body =
      #"{"error":"the body has stood still for too long; send it again","code":"too-slow"}"#
    return Array(
      """
      HTTP/1.1 408 Request Timeout\r\nContent-Type: application/json\r\n\
      Connection: close\r\nContent-Length: \(body.utf8.count)\r\n\r\n\(body)
      """.utf8)
  }()

  /// Nanoseconds that an upload may stand still.
  private let patience: Int64
  private let lock = Lock()
  private var exchanges: [Exchange] = []
  private var isAsleep = false
  private var isStopped = false

  init(patience: Int64) { self.patience = patience }

  func start() { startThread("connections") { self.run() } }

  func stop() {
    lock.withLock {
      isStopped = true
      lock.notify()
    }
  }

  /// `isReceiving`: more of the body is to come; otherwise the connection is about to be
  /// suspended.
  func add(_ exchange: Exchange, isReceiving: Bool) {
    lock.withLock {
      exchange.watchedSince = Clock.now
      exchange.lastByte.store(Clock.now, ordering: .relaxed)
      exchange.isWatchedReceiving = isReceiving
      exchange.wasSilent = false
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

  var hasSuspended: Bool { lock.withLock { exchanges.contains { !$0.isWatchedReceiving } } }

  /// Cancels all that is being worked on.
  func cancelAll() {
    let all = lock.withLock { exchanges.filter { !$0.isWatchedReceiving } }
    for exchange in all { exchange.clientWentAway() }
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

  /// Their descriptors stay open meanwhile: who lets a connection go takes it out first.
  private func findGone() -> [Exchange] {
    let now = Clock.now
    return exchanges.filter { exchange in
      guard now - exchange.watchedSince >= Self.leastAge else { return false }
      let descriptor = exchange.connection.descriptor
      guard ch_is_gone(descriptor) != 0 else {
        if exchange.isWatchedReceiving { endIfStuck(exchange, now) }
        return false
      }
      guard exchange.isWatchedReceiving else { return true }
      // What it has sent is still to be read. Nothing for two rounds: the library missed the
      // end, and wakes up when the other direction is closed too.
      guard ch_unread(descriptor) == 0 else { return false }
      if exchange.wasSilent { ch_close_both_ways(descriptor) }
      exchange.wasSilent = true
      return false
    }
  }

  private func endIfStuck(_ exchange: Exchange, _ now: Int64) {
    guard now - exchange.lastByte.load(ordering: .relaxed) > patience else { return }
    let descriptor = exchange.connection.descriptor
    guard ch_unread(descriptor) == 0 else { return }
    unsafe ch_send_raw(descriptor, Self.tooSlow, Self.tooSlow.count)
    ch_close_both_ways(descriptor)
  }
}
