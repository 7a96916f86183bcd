import Wire

/// What happens when a worker crashes, hangs, grows too large or lies.
extension WorkerInstance {
  /// Ends the process for a reason of the host's. With the lock held.
  func condemn(_ running: RunningWorker, _ reason: PluginError) {
    guard running.sentence == nil else { return }
    running.sentence = reason
    running.process.kill()
  }

  func tick(_ now: Int64) -> [Call] {
    guard let running, active > 0 else { return [] }
    let late = running.calls.compactMap { call in
      call.flatMap { $0.phase == .running && $0.deadline <= now ? $0 : nil }
    }
    if !running.unclosed.isEmpty, closeRest(running) { running.channel.requests.ring() }
    // What a call sends on its way wakes nobody, or many small results would cost a wake-up each;
    // and a thread that polls may have something long to do in between.
    let isHeard = running.channel.replies.isEmpty
    if !isHeard || running.pollers.load(ordering: .relaxed) > 0 {
      running.channel.replies.nudge()
    }
    if running.isDelivering.load(ordering: .relaxed) { running.lastSign = now }
    guard let oldest = running.unanswered.first, running.sentence == nil else { return late }
    let name = plugin.name
    let grace = Clock.nanoseconds(settings.grace)
    if oldest.call.phase == .over, now >= oldest.call.killTime,
      now - running.oldestSince >= grace
    {
      condemn(
        running,
        PluginError(
          .hung,
          "\(name) went on with a cancelled request for \(seconds(settings.grace)) "
            + "and was stopped"))
    } else if now - running.lastSign > Clock.nanoseconds(settings.callTimeout),
      // What it has sent is heard soon, unless it wrote over the ring.
      isHeard || now - running.lastSign > Clock.nanoseconds(settings.callTimeout + 1)
    {
      condemn(
        running,
        PluginError(
          .hung,
          "\(name) hung: it gave no sign of life for \(seconds(settings.callTimeout)) "
            + "and was stopped"))
    } else {
      lookAtMemory(running, now)
    }
    return late
  }

  private func lookAtMemory(_ running: RunningWorker, _ now: Int64) {
    guard let limit = settings.memory, now - running.lastMemoryLook > 20_000_000 else { return }
    running.lastMemoryLook = now
    if let memory = ProcessMemory(of: running.process.id), memory.own > limit {
      condemn(
        running,
        PluginError(
          .outOfMemory,
          "\(plugin.name) used more than its \(limit >> 20) MiB of memory and was stopped"))
    }
  }

  // MARK: Mourning

  /// The process has ended. Its request gets the reason, others a new worker.
  /// - Returns: whether to start one.
  func mourn(_ dead: RunningWorker) -> Bool {
    let ending = dead.process.waitForEnd(milliseconds: 1000)
    let crash = PluginError(.crashed, "\(plugin.name) crashed: \(words(ending, dead.tail))")
    var lost: [(Call, PluginError)] = []
    var rung: [any Instance] = []
    var isQuiet = false
    let delay: Int64? = plugin.lock.withLock {
      running = nil
      let reason = dead.sentence ?? crash
      // It was told to end, and had nothing left to do.
      isQuiet = isStopping && (dead.sentence != nil || dead.unanswered.isEmpty)
      let delay = isStopping ? nil : plugin.noteFault(reason.message)
      lost = sortOut(dead, reason)
      if let error = quarantine, !isStopping {
        lost += plugin.failWaiting(error).map { ($0, error) }
      }
      rung = plugin.startWaiting()
      return delay
    }
    for instance in rung { instance.doorbell() }
    for (call, error) in lost { call.tell(.failure(error)) }
    if !isQuiet { writeLine("\(plugin.name): \((dead.sentence ?? crash).message)") }
    return delay.map(pause) ?? false
  }

  /// Why nobody may wait any more, if so. With the lock held.
  private var quarantine: PluginError? {
    plugin.quarantine.map { why in
      PluginError(
        .quarantined, "\(plugin.name) is quarantined until it is loaded again: \(why)")
    }
  }

  /// Which calls are lost with the process, and which ones another one takes up. With the lock.
  private func sortOut(_ dead: RunningWorker, _ reason: PluginError) -> [(Call, PluginError)] {
    let culprit = culprit(of: dead)
    let requests = dead.unanswered.removeAll()
    var lost: [(Call, PluginError)] = []
    var again: [Call] = []
    func lose(_ call: Call, _ error: PluginError) {
      plugin.complete(call, error)
      lost.append((call, error))
    }
    for call in requests.map(\.call) + dead.calls.compactMap({ $0 }) where call.phase == .running {
      if call === culprit {
        lose(call, reason)
      } else if call.isStream {
        lose(
          call,
          PluginError(
            reason.code, "\(plugin.name) was ended by another request: \(reason.message)"))
      } else if !again.contains(where: { $0 === call }) {
        again.append(call)  // it was in the queue of the dead process, which had not begun it
      }
    }
    for request in requests { request.call.unanswered = 0 }
    // A thread that still polls the dead one's ring finds nobody to hand anything to.
    dead.calls = Array(repeating: nil, count: Channel.slots)
    openStreams = 0
    for call in plugin.takeBack(again, madeFor: description) {
      lose(call, quarantine ?? plugin.replacedOrUnloaded)
    }
    return lost
  }

  /// The call that the process was at work on; nil if it had not begun the next one.
  private func culprit(of dead: RunningWorker) -> Call? {
    guard let oldest = dead.unanswered.first else { return nil }
    if dead.channel.requests.begunCount >= oldest.number { return oldest.call }
    // A worker that hides what it begins must not be given the same call for ever.
    oldest.call.attempts += 1
    return oldest.call.attempts > WorkerInstance.mostAttempts ? oldest.call : nil
  }

  private static let mostAttempts = 3

  /// A start that failed. - Returns: whether to try again.
  func retryStart(_ error: PluginError) -> Bool {
    var lost: [Call] = []
    let delay: Int64? = plugin.lock.withLock {
      isResting = false
      if !hasServed { startFailure = error }  // `load` reports it; nothing was promised to anybody
      if isStopping || !hasServed { return nil }
      // Where the host itself has run out of something the plugin is not to blame.
      guard error.code != .internalError else {
        plugin.fault = error.message
        return 1_000_000_000
      }
      let delay = plugin.noteFault(error.message)
      if let quarantine { lost = plugin.failWaiting(quarantine) }
      return delay
    }
    if let error = plugin.lock.withLock({ quarantine }) {
      for call in lost { call.tell(.failure(error)) }
    }
    if hasServed { writeLine("\(plugin.name): \(error.message)") }
    return delay.map { pause(max($0, 50_000_000)) } ?? false
  }

  private func pause(_ nanoseconds: Int64) -> Bool {
    let until = Clock.now + nanoseconds
    return plugin.lock.withLock {
      while !isStopping, Clock.now < until {
        plugin.lock.wait(nanoseconds: min(until - Clock.now, 100_000_000))
      }
      return !isStopping
    }
  }
}
