import Glibc
import Wire

/// How calls end. Each end reaches its receiver exactly once: see `Call.tell`.
extension Plugin {
  /// Ends a call for its receiver, whatever its instance does with it: cancelled, or too late.
  func end(_ call: Call, _ error: PluginError) {
    let (isOurs, instance): (Bool, (any Instance)?) = lock.withLock {
      switch call.phase {
      case .new, .over: return (false, nil)
      case .waiting:
        _ = waiting.removeAll { $0 === call }
        complete(call, error)
        return (true, nil)
      case .running:
        call.killTime = Clock.now &+ Clock.nanoseconds(current.grace)
        complete(call, error)
        call.instance?.setCancelled(call)
        if call.isStream { call.instance?.close(call) }
        return (true, call.instance)
      }
    }
    guard isOurs else { return }
    instance?.doorbell()
    timekeeper.wake()
    call.tell(.failure(error))
  }

  /// Notes the end of a call. With the lock held; tell the receiver without it.
  func complete(_ call: Call, _ error: PluginError?, computed: Int64 = 0) -> CallTiming {
    call.phase = .over
    call.pushes = []
    let now = Clock.now
    let total = max(0, now - call.submitted)
    var timing = CallTiming(queued: total, computed: 0)
    if call.started > 0 {
      let most = min(max(0, now - call.started), total)
      let work = computed > 0 ? min(computed, most) : most
      timing = CallTiming(queued: total - work, computed: work)
    }
    if let error {
      counters.failure.add(total)
      counters.failuresByCode[error.code.rawValue, default: 0] += 1
    } else {
      counters.success.add(total)
      counters.queue.add(timing.queued)
      counters.compute.add(timing.computed)
      failuresInARow = 0
      fault = nil
    }
    let seconds = Double(total) / 1e9
    let bucket = PluginStatistics.bounds.firstIndex { seconds <= $0 }
    counters.latency[bucket ?? PluginStatistics.bounds.count] += 1
    counters.lastRequest = wallClockMilliseconds()
    return timing
  }

  @discardableResult
  func complete(_ call: Call, _ error: PluginError) -> CallTiming {
    complete(call, .some(error), computed: 0)
  }

  /// Looks after deadlines. - Returns: whether anything is under way.
  func tick(_ now: Int64) -> Bool {
    let (late, rung, isBusy): ([Call], [any Instance], Bool) = lock.withLock {
      let all = instances + leaving
      if waiting.isEmpty, !all.contains(where: { $0.active > 0 }) { return ([], [], false) }
      let isLate = { (call: Call) in call.deadline <= now }
      var late = waiting.contains(where: isLate) ? waiting.filter(isLate) : []
      for instance in all { late += instance.tick(now) }
      return (late, startWaiting(), true)
    }
    for instance in rung { instance.doorbell() }
    for call in late { end(call, lateness(call)) }
    return isBusy
  }

  private func lateness(_ call: Call) -> PluginError {
    let allowed = Double(call.deadline &- call.submitted) / 1e9
    return PluginError(
      .timedOut,
      call.started == 0
        ? "\(name): the request waited \(seconds(allowed)) and was not begun; it is overloaded"
        : "\(name) did not answer within \(seconds(allowed))")
  }

  /// What a fault of an instance means for the plugin as a whole. With the lock held.
  ///
  /// - Returns: nanoseconds to wait before the next start, or nil if it is quarantined now. The
  ///   first three replacements in a row start at once.
  func noteFault(_ sentence: String) -> Int64? {
    failuresInARow += 1
    counters.restarts += 1
    fault = sentence
    if failuresInARow >= current.crashLimit {
      quarantine = "\(failuresInARow) failures in a row, the last one: \(sentence)"
      return nil
    }
    let step = min(max(failuresInARow - 3, 0), 7)
    return step == 0 ? 0 : 50_000_000 << Int64(step - 1)
  }

  /// Ends everything that waits. With the lock held; tell the receivers without it.
  func failWaiting(_ error: PluginError) -> [Call] {
    let calls = waiting.removeAll()
    for call in calls { complete(call, error) }
    return calls
  }

  /// Calls that an instance had taken up but not begun when it ended go to another one, unless
  /// there is none, or it is not the plugin that they were made for. With the lock held.
  ///
  /// - Returns: those that nobody can take up.
  func takeBack(_ calls: [Call], madeFor description: Description) -> [Call] {
    for call in calls {
      call.phase = .waiting
      call.instance = nil
      call.started = 0
    }
    guard isEnabled, quarantine == nil, known == description else { return calls }
    for call in calls.reversed() { waiting.prepend(call) }
    return []
  }
}

/// Such as "10 s" or "0.5 s", to the microsecond.
func seconds(_ value: Double) -> String {
  if value == value.rounded(), abs(value) < 1e9 { return "\(Int(value)) s" }
  let rounded = (value * 1e6).rounded() / 1e6
  return "\(abs(value) < 1e9 ? rounded : value) s"
}

func wallClockMilliseconds() -> Int64 {
  var time = timespec()
  unsafe clock_gettime(CLOCK_REALTIME, &time)
  return Int64(time.tv_sec) * 1000 + Int64(time.tv_nsec) / 1_000_000
}
