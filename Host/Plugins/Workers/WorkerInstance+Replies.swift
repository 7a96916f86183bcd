import Wire

/// The way back: replies are decoded, checked, and handed to the receivers. Nothing that a
/// worker writes is trusted.
extension WorkerInstance {
  /// Takes one message of the ring.
  func takeReply(_ running: RunningWorker) -> Ring.Received {
    running.taking.withLock {
      unsafe running.channel.replies.receive { unsafe take($0, running) }
    }
  }

  /// Takes what there is, unless another thread is at it. - Returns: whether anything was.
  func takeReplies(_ running: RunningWorker) -> Bool {
    let replies = running.channel.replies
    return running.taking.withLockIfFree {
      var isAny = false
      while unsafe replies.receive({ unsafe take($0, running) }) == .message { isAny = true }
      if isAny { replies.releaseSender() }
      return isAny
    } ?? false
  }

  /// Takes one message of the ring, with `taking` held and without the plugin's lock.
  @unsafe func take(_ message: Ring.Message, _ running: RunningWorker) {
    let kind = unsafe message.kind & ~ReplyKind.more
    let isLast = unsafe message.kind & ReplyKind.more == 0
    do throws(MalformedMessage) {
      if isLast, running.partial.isEmpty {
        var reader = unsafe RawReader(message.payload)
        try unsafe handle(kind, &reader, unsafe message.payload.count, running)
        return
      }
      let most = settings.resultBytes
      guard running.partial.count < most else { return tooMuch(running) }
      unsafe running.partial.append(contentsOf: unsafe message.payload)
      guard isLast else { return }
      let whole = running.partial
      running.partial = []
      let problem = unsafe whole.withUnsafeBytes { bytes -> MalformedMessage? in
        var reader = unsafe RawReader(bytes)
        do throws(MalformedMessage) {
          try unsafe handle(kind, &reader, bytes.count, running)
          return nil
        } catch {
          return error
        }
      }
      if let problem { throw problem }
    } catch {
      plugin.lock.withLock {
        condemn(
          running,
          PluginError(
            .brokeContract, "\(plugin.name) sent the host a message that makes no sense"))
      }
    }
  }

  private func handle(
    _ kind: UInt32, _ reader: inout RawReader, _ size: Int, _ running: RunningWorker
  ) throws(MalformedMessage) {
    let slot = Int(try unsafe reader.read(UInt32.self))
    switch kind {
    case ReplyKind.done:
      let status = try unsafe reader.read(Int32.self)
      let work = try unsafe reader.read(Int64.self)
      let sentence = try unsafe reader.read(String.self)
      try done(slot, PluginFailure(status: status, sentence: sentence), work, running)
    case ReplyKind.acknowledged: try acknowledged(slot, running)
    default: try unsafe event(kind, slot, &reader, size, running)
    }
  }

  private func done(
    _ slot: Int, _ failure: PluginFailure, _ work: Int64, _ running: RunningWorker
  ) throws(MalformedMessage) {
    var answer: (Call, Result<CallTiming, PluginError>)?
    var rung: [any Instance] = []
    let isSound = plugin.lock.withLock {
      guard let request = answered(slot, running) else { return false }
      let call = request.call
      if call.phase == .running {
        let error = failure.status == 0 ? nil : failure.error(plugin: plugin.name)
        let timing = plugin.complete(call, error, computed: work)
        answer = (call, error.map { .failure($0) } ?? .success(timing))
      }
      if running.calls[slot] === call {
        if call.isStream { openStreams -= 1 }
        running.calls[slot] = nil
      }
      freeSlot(call, running)
      rung = goOn(running)
      // It may have been the last one, and taken by a thread that polls.
      if isStopping { running.channel.replies.interrupt() }
      return true
    }
    guard isSound else { throw MalformedMessage() }
    for instance in rung { instance.doorbell() }
    if let (call, result) = answer { call.tell(result) }
  }

  private func acknowledged(_ slot: Int, _ running: RunningWorker) throws(MalformedMessage) {
    var request: RunningWorker.Request?
    var rung: [any Instance] = []
    plugin.lock.withLock {
      let isPart = running.unanswered.first.map { request in
        [RequestKind.open, RequestKind.push, RequestKind.finishPackets].contains(request.kind)
      }
      guard isPart == true, let found = answered(slot, running) else { return }
      request = found
      freeSlot(found.call, running)
      rung = goOn(running)
    }
    guard let request else { throw MalformedMessage() }
    for instance in rung { instance.doorbell() }
    request.call.deliverToStream { stream in
      request.kind == RequestKind.open ? stream.opened() : stream.consumed()
    }
  }

  /// The oldest unanswered request, which must be of this slot. With the lock held.
  private func answered(_ slot: Int, _ running: RunningWorker) -> RunningWorker.Request? {
    guard running.unanswered.first?.call.slot == slot,
      let request = running.unanswered.popFirst()
    else { return nil }
    giveBack(request, running)
    stopUsing(request.memory, running)
    request.call.unanswered -= 1
    running.lastSign = Clock.now
    running.oldestSince = running.lastSign
    return request
  }

  /// The slot is free once the session is over and no request for it is in the ring.
  private func freeSlot(_ call: Call, _ running: RunningWorker) {
    guard call.unanswered == 0, running.calls[call.slot] == nil else { return }
    running.freeSlots.append(call.slot)
  }

  /// There is room for more. With the lock held; ring the returned doorbells without it.
  private func goOn(_ running: RunningWorker) -> [any Instance] {
    let isClosing = !running.unclosed.isEmpty && closeRest(running)
    let rung = plugin.startWaiting()
    return isClosing ? rung + [self] : rung
  }
}
