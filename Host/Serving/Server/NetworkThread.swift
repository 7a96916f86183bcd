import CHTTP
import Glibc
import Synchronization
import Wire

/// One of the threads that serve the network, with the connections that it was handed.
///
/// It runs libmicrohttpd itself, so that it decides when to sleep: not at once, since putting it to
/// sleep and waking it costs more than a short request does.
@safe final class NetworkThread: @unchecked Sendable {  // `lock` guards what others hand over
  private let daemon: OpaquePointer
  private let bell: Descriptor
  private let waiter: Descriptor
  private let lock = Lock()
  private var newcomers: [CInt] = []
  private var isStopping = false
  private var isRunning = false
  /// Handed over and not yet ended.
  private let load = Atomic<Int>(0)

  /// nil where the system gives no memory or descriptors.
  init?(_ settings: UnsafePointer<ch_settings>) {
    guard let daemon = unsafe ch_start(settings) else { return nil }
    unsafe self.daemon = daemon
    bell = Descriptor(owning: ch_bell())
    waiter = Descriptor(owning: unsafe ch_waiter(daemon, bell.raw))
    guard waiter.raw >= 0 else {
      unsafe MHD_stop_daemon(daemon)
      return nil
    }
  }

  var connections: Int { load.load(ordering: .relaxed) }

  func start() {
    isRunning = true
    startThread("network") { self.run() }
  }

  /// Serves a client from now on. Any thread.
  func add(_ client: CInt) {
    load.add(1, ordering: .relaxed)
    lock.withLock { newcomers.append(client) }
    wake()
  }

  /// A connection was resumed. Any thread.
  ///
  /// libmicrohttpd's own signal is not enough: what comes while it looks for events is noted for
  /// its next round, but ends no wait that begins before that one.
  func wake() { ch_ring(bell.raw) }

  /// Called when a connection has ended, on this thread.
  func connectionEnded() { load.subtract(1, ordering: .relaxed) }

  /// Closes all connections and ends the thread. No connection may be suspended.
  func stop() {
    lock.withLock {
      isStopping = true
      wake()
      while isRunning { lock.wait() }
    }
    unsafe MHD_stop_daemon(daemon)
  }

  private func run() {
    let bench = Workbench.current
    bench.thread = self
    while takeNewcomers() {
      unsafe MHD_run(daemon)
      if bench.patience.isOver() { unsafe ch_wait(waiter.raw, bell.raw, daemon) }
    }
    lock.withLock {
      isRunning = false
      lock.notify()
    }
  }

  /// - Returns: false when the thread is to end.
  private func takeNewcomers() -> Bool {
    let (clients, goesOn) = lock.withLock {
      defer { newcomers.removeAll(keepingCapacity: true) }
      return (newcomers, !isStopping)
    }
    for client in clients where unsafe ch_add(daemon, client) == 0 { connectionEnded() }
    return goesOn
  }
}
