import CHTTP
import Glibc
import Wire

/// Takes clients and hands each to the network's thread that has the fewest.
@safe final class Acceptor: @unchecked Sendable {  // `lock` guards what changes
  /// Microseconds to wait where the process may open no more files.
  private static let pause: UInt32 = 10_000

  private let socket: Descriptor
  private let limit: Int
  private let threads: [NetworkThread]
  private let lock = Lock()
  private var connections = 0
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

  /// A connection that was handed over has ended. Any thread.
  func connectionEnded() {
    lock.withLock {
      connections -= 1
      if connections == limit - 1 { lock.notify() }
    }
  }

  private func run() {
    while takePlace() {
      let client = ch_accept(socket.raw)
      if client >= 0 {
        threads.min { $0.connections < $1.connections }?.add(client)
        continue
      }
      connectionEnded()
      if client == CH_NOBODY { ch_await_client(socket.raw) }
      if client == CH_NO_ROOM { usleep(Self.pause) }
      if client == CH_LISTENING_ENDED { break }
    }
    lock.withLock {
      isRunning = false
      lock.notify()
    }
  }

  /// Waits for room for one more connection. - Returns: false when no more are to be taken.
  private func takePlace() -> Bool {
    lock.withLock {
      while connections >= limit, !isStopping { lock.wait() }
      connections += 1
      return !isStopping
    }
  }
}
