import Synchronization
import Wire

/// One pass over a medium, decoded once for all its targets.
///
/// A thread of its own opens the medium in a process that decodes, opens a session in each
/// target, and carries what is decoded from the one to the others by reference: pixels lie in
/// memory that the decoding process filled and the workers map, read-only.
package final class MediaRun: @unchecked Sendable {  // `lock` guards the variables
  /// Runs that may wait for their turn.
  private static let mostWaiting = 64

  private let engine: Engine
  private let source: MediaSource
  private let texts: [String: [String]]
  private let targets: [RunTarget]
  private let timeout: Double?
  private let wantsTags: Bool
  private let lock = Lock()
  private var process: MediaClient?
  private var calls: [Call] = []
  private var isCancelled = false
  /// Serialises what reaches the receiver, and guards it. It is let go of at the end.
  private let delivery = Lock()
  private var receiver: (any RunReceiver)?
  private let deadline: Int64

  /// `texts` go to the text ports of the same names. `timeout`: seconds for the whole run.
  /// `wantsTags`: what the file says of its music is to be in its info.
  package init(
    engine: Engine, source: MediaSource, texts: [String: [String]] = [:], targets: [RunTarget],
    timeout: Double? = nil, wantsTags: Bool = false, receiver: any RunReceiver
  ) {
    self.engine = engine
    self.source = source
    self.texts = texts
    self.targets = targets
    self.timeout = timeout
    self.wantsTags = wantsTags
    self.receiver = receiver
    deadline = timeout.map { Clock.now &+ Clock.nanoseconds($0) } ?? .max
  }

  /// Begins as soon as it is its turn.
  package func start() throws(PluginError) {
    guard engine.mediaRuns.join(most: MediaRun.mostWaiting) else {
      throw PluginError(
        .queueFull, "\(MediaRun.mostWaiting) media runs are waiting already; try again later")
    }
    guard startThreadIfPossible("media-run", { self.run() }) else {
      engine.mediaRuns.giveUp()
      throw PluginError(
        .unavailable, "media cannot be decoded now: the system gives no thread; try again later")
    }
  }

  /// Nobody waits for it any more. Any thread.
  package func cancel() {
    let (process, calls) = lock.withLock {
      isCancelled = true
      return (self.process, self.calls)
    }
    process?.cancel()
    for call in calls { call.cancel() }
  }

  private var wasCancelled: Bool { lock.withLock { isCancelled } }

  // MARK: The run's thread

  private func run() {
    defer {
      lock.withLock { calls = [] }
      tell { $0.finished() }
      delivery.withLock { receiver = nil }
    }
    guard engine.mediaRuns.enter({ wasCancelled || Clock.now >= deadline }) else {
      return endAll(
        wasCancelled
          ? PluginError(.cancelled, "the request was cancelled")
          : PluginError(
            .timedOut,
            "the request waited \(seconds(timeout ?? 0)) and was not begun; "
              + "too many media are being decoded"))
    }
    defer { engine.mediaRuns.leave() }
    var wishes = RunWishes()
    for (index, target) in targets.enumerated() {
      guard let description = target.description else { continue }
      wishes.add(description, parameters: target.parameters, target: index)
    }
    do throws(PluginError) {
      let process = try MediaClient(engine.media)
      process.deadline = deadline
      defer { process.close() }
      lock.withLock { self.process = process }
      if wasCancelled { process.cancel() }
      let info = try process.open(source, wishes: wishes.wishes, wantsTags: wantsTags)
      tell { $0.opened(info) }
      feed(process, info, wishes)
    } catch {
      endAll(error)
    }
    lock.withLock { process = nil }
  }

  private func endAll(_ error: PluginError) {
    for index in targets.indices { tell { $0.ended(.failure(error), target: index) } }
  }

  private func tell(_ body: (any RunReceiver) -> Void) {
    delivery.withLock { if let receiver { body(receiver) } }
  }

  private func feed(_ process: MediaClient, _ info: MediaInfo, _ wishes: RunWishes) {
    let feed = MediaFeed(process: process, info: info, wishes: wishes, targets: targets)
    let open = Countdown(targets.count)
    for (index, target) in targets.enumerated() {
      let stream = RunStream(
        deliver: { event in self.tell { $0.receive(event, target: index) } },
        // Once nobody wants more, the decoder need not find the next thing.
        atEnd: { if open.arriveIsLast() { process.cancel() } })
      let call = Call(
        parameters: target.parameters, media: info, timeout: timeout, for: target.description,
        receiver: stream)
      lock.withLock { calls.append(call) }
      feed.add(call, stream)
    }
    if wasCancelled { cancel() }
    feed.open(texts)
    feed.carry()
    for (index, result) in feed.finish().enumerated() {
      tell { $0.ended(result, target: index) }
    }
  }
}
