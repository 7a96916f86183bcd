import CHTTP
import Glibc
import Plugins
import Wire

/// The host's HTTP server.
@safe package final class Server: @unchecked Sendable {  // `lock` guards the threads
  /// Seconds of silence after which a connection is closed.
  private static let idleSeconds: UInt32 = 75
  /// Seconds for cancelled requests to end when the server stops.
  private static let cancelSeconds = 5.0
  /// Bytes for the headers of one request, and the block in which bodies arrive.
  private static let connectionMemory = 16 << 10

  let service: Service
  /// All that it answers. Where two paths match, the first one wins.
  package var routes: [Route] { service.router.routes }
  private let lock = Lock()
  private var threads: [NetworkThread] = []
  private var acceptor: Acceptor?

  /// `uploadSeconds`: how long a body may make no progress before it is given up with 408.
  /// `routes`: what modules answer, besides the host itself.
  package init(
    engine: Engine, routes: [Route] = [], log: Log = Log(), uploadSeconds: Double = 60
  ) {
    service = Service(
      engine: engine, settings: engine.settings, routes: Route.host + routes, log: log,
      uploadSeconds: uploadSeconds)
  }

  /// Listens, and answers from now on. The port is the one from the settings, or a free one.
  package func start() throws(ServerError) -> UInt16 {
    let settings = service.settings
    var reason: UnsafePointer<CChar>?
    let socket = unsafe ch_listen(
      settings.address, UInt16(truncatingIfNeeded: settings.port), 1024, &reason)
    guard socket >= 0 else {
      let reason = unsafe reason.map { unsafe String(cString: $0) } ?? "unknown error"
      throw ServerError("cannot listen on \(settings.address):\(settings.port): \(reason)")
    }
    let listener = Descriptor(owning: socket)
    let port = ch_port(socket)
    guard let threads = makeThreads() else {
      throw ServerError("cannot start the HTTP server on \(settings.address):\(port)")
    }
    let acceptor = Acceptor(
      socket: listener, limit: max(settings.connections, 1), threads: threads)
    lock.withLock {
      self.acceptor = acceptor
      self.threads = threads
    }
    service.watch.start()
    for thread in threads { thread.start() }
    acceptor.start()
    return port
  }

  /// The threads that serve the network; nil where the system does not give them.
  private func makeThreads() -> [NetworkThread]? {
    let context = unsafe Unmanaged.passRetained(self)
    var choices = unsafe ch_settings()
    // The acceptor counts them over all threads.
    unsafe choices.connections = UInt32(max(service.settings.connections, 1) + 1)
    unsafe choices.idle_seconds = Self.idleSeconds
    unsafe choices.connection_memory = Self.connectionMemory
    unsafe choices.context = context.toOpaque()
    unsafe choices.handler = handleRequest
    unsafe choices.completed = completeRequest
    unsafe choices.connection_changed = changeConnection
    let count = max(service.settings.threads, 1)
    let threads = (0..<count).compactMap { _ in unsafe NetworkThread(&choices) }
    if threads.count == count { return threads }
    unsafe context.release()
    return nil
  }

  /// Takes no more connections, finishes what it can within `seconds`, cancels the rest, ends.
  package func stop(within seconds: Double) {
    let (acceptor, threads) = lock.withLock {
      defer { self.threads = [] }
      return (self.acceptor, self.threads)
    }
    guard !threads.isEmpty else { return }
    service.isStopping.store(true, ordering: .relaxed)
    acceptor?.stop()
    wait(seconds) { service.counters.inFlight == 0 }
    service.watch.cancelAll()
    let isQuiet = wait(Self.cancelSeconds) { !service.watch.hasSuspended }
    // What was cancelled is still to be told so.
    wait(1) { service.counters.inFlight == 0 }
    service.watch.stop()
    // The library gives up the process where a connection is suspended still.
    if isQuiet {
      for thread in threads { thread.stop() }
      unsafe Unmanaged.passUnretained(self).release()
    } else {
      service.log.error("a plugin did not end its requests when the server was stopped")
    }
  }

  @discardableResult
  private func wait(_ seconds: Double, for condition: () -> Bool) -> Bool {
    let deadline = Clock.now + Clock.nanoseconds(seconds)
    while !condition() {
      if Clock.now >= deadline { return false }
      usleep(2000)
    }
    return true
  }
}
