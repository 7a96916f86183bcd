import Glibc
import Wire

/// What happens when a worker crashes, hangs, grows too large or lies.
extension WorkerInstance {
  /// Ends the process for a reason of the host's. With the lock held.
  func condemn(_ running: Running, _ reason: PluginError) {
    guard running.sentence == nil else { return }
    running.sentence = reason
    running.process.kill()
  }

  /// Every few milliseconds while anything is under way. With the lock held.
  func tick(_ now: Int64) {
    guard let running else { return }
    for call in running.calls {
      guard let call, call.phase == .running, call.deadline <= now else { continue }
      // Ended on another thread: `end` takes the lock.
      let lateness = plugin.lateness(call)
      startThread("late") { self.plugin.end(call, lateness) }
      call.deadline = .max
    }
    guard let oldest = running.unanswered.first, running.sentence == nil else { return }
    if oldest.call.phase == .over, now >= oldest.call.killTime {
      return condemn(
        running,
        PluginError(
          .hung,
          "\(plugin.name) went on with a cancelled request for \(seconds(settings.grace)) "
            + "and was stopped"))
    }
    if now - running.lastSign > Clock.nanoseconds(settings.callTimeout) {
      return condemn(
        running,
        PluginError(
          .hung,
          "\(plugin.name) hung: it gave no sign of life for \(seconds(settings.callTimeout)) "
            + "and was stopped"))
    }
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

  /// The process has ended, and it was not told to. Its request gets the reason, others a new
  /// worker. - Returns: whether to start one.
  func mourn(_ dead: Running) -> Bool {
    let ending = dead.process.waitForEnd(milliseconds: 1000)
    let reason =
      dead.sentence
      ?? PluginError(.crashed, "\(plugin.name) crashed: \(words(ending, dead.tail))")
    var lost: [(Call, PluginError)] = []
    let delay: Int64? = plugin.lock.withLock {
      running = nil
      lost = sortOut(dead, reason)
      let delay = plugin.noteFault(reason.message)
      if delay == nil {
        let error = PluginError(
          .quarantined,
          "\(plugin.name) is quarantined until it is loaded again: \(plugin.quarantine ?? "")")
        lost += plugin.failWaiting(error).map { ($0, error) }
      }
      return delay
    }
    for (call, error) in lost { call.receiver.ended(.failure(error)) }
    writeLine("\(plugin.name): \(reason.message)")
    return delay.map(pause) ?? false
  }

  /// Which calls are lost with the process, and which ones another one takes up. With the lock.
  private func sortOut(_ dead: Running, _ reason: PluginError) -> [(Call, PluginError)] {
    var lost: [(Call, PluginError)] = []
    let culprit = dead.unanswered.first?.call
    let requests = dead.unanswered.removeAll()
    var again: [Call] = []
    for call in requests.map(\.call) + dead.calls.compactMap({ $0 }) where call.phase == .running {
      if call === culprit {
        plugin.complete(call, reason)
        lost.append((call, reason))
      } else if call.isStream {
        let error = PluginError(
          reason.code, "\(plugin.name) was ended by another request: \(reason.message)")
        plugin.complete(call, error)
        lost.append((call, error))
      } else {
        // It was in the queue of the dead process, which had not begun it.
        call.phase = .waiting
        call.attempts += 1
        again.append(call)
      }
    }
    for call in again.reversed() { plugin.waiting.prepend(call) }
    for request in requests { request.call.unanswered = 0 }
    openStreams = 0
    return lost
  }

  /// A start that failed. - Returns: whether to try again.
  func retryStart(_ error: PluginError) -> Bool {
    var lost: [Call] = []
    let delay: Int64? = plugin.lock.withLock {
      if isStopping { return nil }
      if !hasServed {
        startFailure = error  // `load` reports it; nothing was promised to anybody
        plugin.lock.notify()
        return nil
      }
      let delay = plugin.noteFault(error.message)
      if delay == nil { lost = plugin.failWaiting(error) }
      return delay
    }
    for call in lost { call.receiver.ended(.failure(error)) }
    writeLine("\(plugin.name): \(error.message)")
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
