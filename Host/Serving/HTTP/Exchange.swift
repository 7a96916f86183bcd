import JSON
import Plugins
import Synchronization
import Wire

/// One request and its answer, from the first header to the last byte.
///
/// All of it belongs to the connection's thread, but for `signal` and what the watch does.
/// libmicrohttpd takes an answer before a request's body or after it, and serves many
/// connections on one thread: while an answer is being worked on, the connection is suspended.
@safe package final class Exchange: @unchecked Sendable {
  enum Stage {
    /// The body arrives.
    case receiving(any BodyReceiver)
    /// The rest of the body is read and forgotten; then this is the answer.
    case draining(Response)
    case waiting(any PendingReply)
    case streaming(any StreamedReply)
    case answered
  }

  package let service: Service
  package let head: RequestHead
  /// That serves its connection.
  private let thread: NetworkThread?
  /// Of the monotonic clock, where it will be logged.
  let started: Int64
  private(set) var route: Route?
  private(set) var status = 0
  private var stage = Stage.answered
  private var received = 0
  /// Bytes of the body as announced; nil without a length.
  private(set) var length: Int?
  private var inflater: Inflater?
  /// What `signal` and the connection's thread agree on.
  private let turn = Atomic<UInt8>(Turn.busy)
  /// Set and read by the watch, under its lock.
  var watchIndex = -1
  var watchedSince: Int64 = 0
  var isWatchedReceiving = false
  var wasSilent = false
  /// When a body's last bytes came, on the monotonic clock.
  let lastByte = Atomic<Int64>(0)

  private enum Turn {
    static let busy: UInt8 = 0
    static let suspended: UInt8 = 1
    static let signalled: UInt8 = 2
  }

  init(service: Service, head: RequestHead) {
    self.service = service
    self.head = head
    thread = Workbench.current.thread
    started = service.log.isDebug ? Clock.now : 0
  }

  var connection: Connection { head.connection }

  /// The part of the path that stands for the route's placeholder `index`.
  package func capture(_ index: Int) -> String {
    guard let route else { return "" }
    return head.segment(route.path.placeholders[index])
  }

  // MARK: What libmicrohttpd calls

  /// The headers are there. False: close the connection.
  func begin() -> Bool {
    guard !service.isStopping.load(ordering: .relaxed) else {
      var problem = Problem(503, "stopping", "the host is being stopped; try again shortly")
      problem.retryAfter = 1
      return answer(problem.response)
    }
    do throws(Problem) {
      length = head.contentLength
      let route = try service.router.route(for: head)
      self.route = route
      try expectBody()
      stage = .receiving(try receiver(for: route))
      return true
    } catch {
      return refuse(error)
    }
  }

  /// Part of the body is there.
  func receive(_ bytes: UnsafeRawBufferPointer) -> Bool {
    received += bytes.count
    if received != length {
      if watchIndex < 0 {
        service.watch.add(self, isReceiving: true)
      } else {
        lastByte.store(Clock.now, ordering: .relaxed)
      }
    }
    switch stage {
    case .receiving(let receiver):
      do throws(Problem) {
        guard received <= service.settings.bodyLimit else { throw tooLarge }
        if let inflater {
          try unsafe inflater.inflate(bytes, into: receiver)
        } else {
          try unsafe receiver.receive(bytes)
        }
      } catch {
        receiver.abandon()
        drain(error.response)
      }
      return true
    case .draining: return received <= Self.drainLimit
    default: return true
    }
  }

  /// The body is complete, or the connection was resumed.
  func proceed() -> Bool {
    if watchIndex >= 0 { service.watch.remove(self) }
    switch stage {
    case .receiving(let receiver):
      do throws(Problem) {
        try inflater?.end()
        return take(try receiver.end())
      } catch {
        receiver.abandon()
        return answer(error.response)
      }
    case .draining(let response): return answer(response)
    case .waiting(let pending): return wait(for: pending)
    case .streaming, .answered: return true
    }
  }

  /// The request is over, answered or not.
  func end(gone: Bool) {
    if watchIndex >= 0 { service.watch.remove(self) }
    switch stage {
    case .receiving(let receiver): receiver.abandon()
    case .waiting(let pending): pending.cancel()
    case .streaming(let stream): stream.cancel()
    case .draining, .answered: break
    }
    stage = .answered
    service.counters.end(status: status, gone: gone)
    service.log.request(self, gone: gone)
  }

  /// The watch has seen that the client went away.
  func clientWentAway() {
    // The stage does not change while the connection is suspended.
    switch stage {
    case .waiting(let pending): pending.cancel()
    case .streaming(let stream): stream.cancel()
    default: break
    }
  }

  // MARK: Answering

  private func take(_ reply: Reply) -> Bool {
    switch reply {
    case .now(let response): return answer(response)
    case .stream(let stream):
      stage = .streaming(stream)
      status = 200
      return connection.queue(makeStreamResponse(stream))
    case .later(let pending):
      stage = .waiting(pending)
      return wait(for: pending)
    }
  }

  private func wait(for pending: any PendingReply) -> Bool {
    while true {
      rearm()
      do throws(Problem) {
        if let reply = try pending.reply() { return take(reply) }
      } catch {
        return answer(error.response)
      }
      // Where the answer is neither there nor suspended, libmicrohttpd serves the others and
      // calls again.
      if pending.isNear() || suspend() { return true }
    }
  }

  /// Suspends the connection until `signal`; false where that has been called already.
  func suspend() -> Bool {
    if turn.load(ordering: .sequentiallyConsistent) == Turn.signalled { return false }
    service.watch.add(self, isReceiving: false)
    connection.suspend()
    let (exchanged, _) = turn.compareExchange(
      expected: Turn.busy, desired: Turn.suspended, ordering: .sequentiallyConsistent)
    // It came in between: libmicrohttpd takes back the suspension and calls again.
    if !exchanged { resume() }
    return true
  }

  /// Within a stream's reader: whatever was signalled so far is being looked at.
  func rearm() { turn.store(Turn.busy, ordering: .sequentiallyConsistent) }

  /// The answer, or more of it, is there. Any thread, any number of times.
  func signal() {
    let before = turn.exchange(Turn.signalled, ordering: .sequentiallyConsistent)
    if before == Turn.suspended { resume() }
  }

  private func resume() {
    service.watch.remove(self)
    connection.resume()
    thread?.wake()
  }

  func answer(_ response: Response) -> Bool {
    stage = .answered
    status = response.status
    return connection.queue(response)
  }

  func drain(_ response: Response) {
    status = response.status
    stage = .draining(response)
  }

  /// Bytes of the body as its receiver gets it; nil where that is not known beforehand.
  package var unpackedLength: Int? { inflater == nil ? length : nil }

  func unpackBody() { inflater = Inflater(limit: service.settings.bodyLimit) }
}
