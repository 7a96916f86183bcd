import Wire

/// An instance in a worker process, and the thread that looks after it: starts the process,
/// takes its replies, mourns it, starts the next.
///
/// Files: the life here; `+Start`, `+Requests`, `+Replies`, `+Results`, `+Faults`, `+Memory`,
/// `+Rest`.
final class WorkerInstance: Instance, @unchecked Sendable {  // the plugin's lock; see there
  /// Both are dropped by the plugin when the instance has ended.
  let plugin: Plugin
  let settings: PluginSettings
  let description: Description
  let values: [Value]
  /// The library's file when it was looked at.
  let identity: FileIdentity?
  var running: RunningWorker?
  var openStreams = 0
  var isStopping = false
  var isOver = false
  /// Its process has ended for want of work, or is being started again for a request.
  var isResting = false
  /// Set when the very first start failed: the reason.
  var startFailure: PluginError?
  var hasServed = false
  var writer = ByteWriter()

  /// `values` are those of the ADMIN parameters.
  init(
    plugin: Plugin, settings: PluginSettings, description: Description, values: [Value],
    identity: FileIdentity?
  ) {
    self.plugin = plugin
    self.settings = settings
    self.description = description
    self.values = values
    self.identity = identity
  }

  func launch() {
    if startThreadIfPossible("wrk-\(plugin.name)", { self.live() }) { return }
    plugin.lock.withLock {
      startFailure = PluginError(
        .internalError, "\(plugin.name): the system gives no thread for its worker")
      isOver = true
    }
  }

  var isServing: Bool { running != nil && !isStopping }
  var active: Int { running.map { Channel.slots - $0.freeSlots.count } ?? 0 }
  var unanswered: Int { running?.unanswered.count ?? 0 }
  var processID: Int32? { running?.process.id }

  private func live() {
    while true {
      do throws(PluginError) {
        let started = try start()
        let rung = plugin.lock.withLock {
          running = started
          hasServed = true
          isResting = false
          plugin.lock.notify()
          return plugin.startWaiting()
        }
        for instance in rung { instance.doorbell() }
        serve(started)
        guard plugin.lock.withLock({ isResting }) ? rest() : mourn(started) else { break }
      } catch {
        guard retryStart(error) else { break }
      }
    }
    plugin.lock.withLock {
      running = nil
      isOver = true
      plugin.leaving.removeAll { $0 === self }
      plugin.lock.notify()
    }
  }

  /// Takes replies until the process has ended and nothing is left to take.
  private func serve(_ started: RunningWorker) {
    let replies = started.channel.replies
    Reactor.shared.watch(started.process.endWatch) { [process = started.process] in
      process.noteEnd()
      replies.interrupt()
      return false
    }
    while true {
      switch takeReply(started) {
      case .message: replies.releaseSender()
      case .empty:
        if started.process.isNoted {
          // What it said between the two looks.
          while takeReply(started) == .message {}
          return
        }
        askToStop(started)
        if goToRest(started) { return }
        if started.pollers.load(ordering: .sequentiallyConsistent) > 0 {
          replies.waitWhilePolled(nanoseconds: 5_000_000)
          continue
        }
        // It is woken for every answer, by the timekeeper for results before that, and at the end;
        // the limit is for lost wake-ups, which a worker that writes over the ring can cause, and
        // for an end that nobody could watch.
        let began = Clock.now
        replies.waitForMessage(
          nanoseconds: min(2_000_000_000, settings.rest.map(Clock.nanoseconds) ?? .max))
        if Clock.now - began > 1_000_000_000, started.process.ending != nil {
          started.process.noteEnd()
        }
      case .broken:
        plugin.lock.withLock { condemn(started, brokenRing) }
        _ = started.process.waitForEnd(milliseconds: 1000)
        return
      }
    }
  }

  private var brokenRing: PluginError {
    PluginError(
      .brokeContract, "\(plugin.name) wrote over the memory that it shares with the host")
  }

  // MARK: The end

  func stop(drain: Bool) {
    isStopping = true
    if let running, !drain {
      condemn(
        running,
        PluginError(.disabled, "\(plugin.name) was unloaded before the request had ended"))
    }
    running?.channel.replies.interrupt()
    plugin.lock.notify()
  }

  /// When it is to stop and nothing is under way: says so to the process, and sees to it.
  private func askToStop(_ started: RunningWorker) {
    let isIdle = plugin.lock.withLock {
      guard isStopping, started.unanswered.isEmpty, openStreams == 0 else { return false }
      return sendStop(started)
    }
    if isIdle { awaitEnd(started) }
  }

  func join(milliseconds: Int) -> Bool {
    let limit = Clock.now + Int64(milliseconds) * 1_000_000
    return plugin.lock.withLock {
      while !isOver, Clock.now < limit { plugin.lock.wait(nanoseconds: 20_000_000) }
      return isOver
    }
  }
}
