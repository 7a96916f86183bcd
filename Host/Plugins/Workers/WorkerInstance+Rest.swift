import Wire

/// How an instance that nobody needs gives its process back, and comes again when somebody does.
extension WorkerInstance {
  /// Ends the process if nothing was asked of it for as long as the manifest says. On the
  /// instance's thread, without the lock. - Returns: whether it rests now.
  func goToRest(_ started: RunningWorker) -> Bool {
    guard let patience = settings.rest else { return false }
    let isIdle = plugin.lock.withLock {
      let sent = started.channel.requests.sentCount
      if sent != started.sentBefore {
        (started.sentBefore, started.idleSince) = (sent, Clock.now)
        return false
      }
      guard Clock.now - started.idleSince >= Clock.nanoseconds(patience), !isStopping,
        started.unanswered.isEmpty, openStreams == 0, started.sentence == nil,
        plugin.waiting.isEmpty
      else { return false }
      // Said within the lock, so that no request comes behind it.
      guard sendStop(started) else { return false }
      running = nil
      isResting = true
      return true
    }
    guard isIdle else { return false }
    awaitEnd(started)
    return true
  }

  /// Waits until a request waits for an instance. - Returns: false when it is to stop instead.
  func rest() -> Bool {
    plugin.lock.withLock {
      while !isStopping, plugin.waiting.isEmpty { plugin.lock.wait() }
      return !isStopping
    }
  }

  /// Tells the process to end when it has done what it was asked for. With the lock held.
  func sendStop(_ started: RunningWorker) -> Bool {
    unsafe started.channel.requests.send(kind: RequestKind.stop, count: 4) {
      unsafe $0.storeBytes(of: 0, as: UInt32.self)
    }
  }

  /// Waits for the process that was told to end, and sees to it. Without the lock.
  func awaitEnd(_ started: RunningWorker) {
    started.channel.requests.ring()
    if started.process.waitForEnd(milliseconds: 1000) == nil {
      started.process.kill()
      _ = started.process.waitForEnd(milliseconds: 1000)
      writeLine(
        "\(plugin.name): it did not end within 1 s and was stopped")
    } else if started.process.ending != .exit(0) {
      writeLine(
        "\(plugin.name): it crashed when it was to end: "
          + words(started.process.ending, started.tail))
    }
  }
}
