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
  private let receiver: any RunReceiver
  private let lock = Lock()
  private var process: MediaClient?
  private var calls: [Call] = []
  private var isCancelled = false
  /// Serialises what reaches the receiver.
  private let delivery = Lock()

  /// `texts` go to the text ports of the same names. `timeout`: seconds for the whole run.
  package init(
    engine: Engine, source: MediaSource, texts: [String: [String]] = [:], targets: [RunTarget],
    timeout: Double? = nil, receiver: any RunReceiver
  ) {
    self.engine = engine
    self.source = source
    self.texts = texts
    self.targets = targets
    self.timeout = timeout
    self.receiver = receiver
  }

  /// Begins as soon as it is its turn.
  package func start() throws(PluginError) {
    guard engine.mediaRuns.join(most: MediaRun.mostWaiting) else {
      throw PluginError(
        .queueFull, "\(MediaRun.mostWaiting) media runs are waiting already; try again later")
    }
    startThread("media-run") { self.run() }
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
    defer { delivery.withLock { receiver.finished() } }
    guard engine.mediaRuns.enter({ wasCancelled }) else {
      return endAll(PluginError(.cancelled, "the request was cancelled"))
    }
    defer { engine.mediaRuns.leave() }
    var wishes = RunWishes()
    for (index, target) in targets.enumerated() {
      guard let description = target.plugin.description else { continue }
      wishes.add(description, parameters: target.parameters, target: index)
    }
    do throws(PluginError) {
      let process = try MediaClient(program: engine.programs.media)
      defer { process.close() }
      lock.withLock { self.process = process }
      if wasCancelled { process.cancel() }
      let info = try process.open(source, wishes: wishes.wishes)
      delivery.withLock { receiver.opened(info) }
      feed(process, info, wishes)
    } catch {
      endAll(error)
    }
    lock.withLock { process = nil }
  }

  private func endAll(_ error: PluginError) {
    delivery.withLock {
      for index in targets.indices { receiver.ended(.failure(error), target: index) }
    }
  }

  private func feed(_ process: MediaClient, _ info: MediaInfo, _ wishes: RunWishes) {
    let feed = MediaFeed(process: process, info: info, wishes: wishes, targets: targets)
    for (index, target) in targets.enumerated() {
      let stream = RunStream { [delivery, receiver] event in
        delivery.withLock { receiver.receive(event, target: index) }
      }
      let call = Call(
        parameters: target.parameters, media: info, timeout: timeout, receiver: stream)
      lock.withLock { calls.append(call) }
      feed.add(call, stream)
    }
    if wasCancelled { cancel() }
    feed.open(texts)
    feed.carry()
    for (index, result) in feed.finish().enumerated() {
      delivery.withLock { receiver.ended(result, target: index) }
    }
  }
}
