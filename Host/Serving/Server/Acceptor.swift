import CHTTP
import Wire

/// Takes clients and hands each to the network's thread that has the fewest.
@safe final class Acceptor: @unchecked Sendable {  // `lock` guards what changes
  /// How long to wait where there are as many clients as may be, or the process may open no more
  /// files. Nanoseconds.
  private static let pause: Int64 = 10_000_000

  private let socket: Descriptor
  private let limit: Int
  private let threads: [NetworkThread]
  private let lock = Lock()
  private var isStopping = false
  private var isRunning = false

  /// Takes clients that come to `socket`, at most `limit` at the same time; further ones wait.
  init(socket: Descriptor, limit: Int, threads: [NetworkThread]) {
    self.socket = socket
    self.limit = limit
    self.threads = threads
  }

  func start() {
    isRunning = true
    startThread("acceptor") { self.run() }
  }

  /// Takes no more clients. When it returns, the threads get none either.
  func stop() {
    lock.withLock {
      isStopping = true
      ch_close_both_ways(socket.raw)
      lock.notify()
      while isRunning { lock.wait() }
    }
  }

  private func run() {
    while !lock.withLock({ isStopping }) {
      guard threads.reduce(0, { $0 + $1.connections }) < limit else {
        pause()
        continue
      }
      let client = ch_accept(socket.raw)
      if client >= 0 { threads.min { $0.connections < $1.connections }?.add(client) }
      if client == CH_NOBODY { ch_await_client(socket.raw) }
      if client == CH_NO_ROOM { pause() }
      if client == CH_LISTENING_ENDED { break }
    }
    lock.withLock {
      isRunning = false
      lock.notify()
    }
  }

  private func pause() {
    lock.withLock { if !isStopping { lock.wait(nanoseconds: Self.pause) } }
  }
}
