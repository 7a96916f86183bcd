import Wire

/// The way back: replies are decoded, checked, and handed to the receivers. Nothing that a
/// worker writes is trusted.
extension WorkerInstance {
  /// Takes one message of the ring, on the instance's thread, without the lock.
  @unsafe func take(_ message: Ring.Message, _ running: Running) {
    let kind = unsafe message.kind & ~ReplyKind.more
    let isLast = unsafe message.kind & ReplyKind.more == 0
    do throws(MalformedMessage) {
      if isLast, running.partial.isEmpty {
        var reader = unsafe RawReader(message.payload)
        try unsafe handle(kind, &reader, unsafe message.payload.count, running)
        return
      }
      unsafe running.partial.append(contentsOf: unsafe message.payload)
      guard running.partial.count <= plugin.settings.resultBytes + 4096 else {
        return tooMuch(running)
      }
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
    _ kind: UInt32, _ reader: inout RawReader, _ size: Int, _ running: Running
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
    _ slot: Int, _ failure: PluginFailure, _ work: Int64, _ running: Running
  ) throws(MalformedMessage) {
    var answer: (Call, Result<CallTiming, PluginError>)?
    var rung: [any Instance] = []
    let isSound = plugin.lock.withLock {
      guard let call = answered(slot, running) else { return false }
      if call.phase == .running {
        let error = failure.status == 0 ? nil : failure.error(plugin: plugin.name)
        let timing = plugin.complete(call, error, computed: work)
        answer = (call, error.map { .failure($0) } ?? .success(timing))
      }
      if call.isStream, running.calls[slot] === call { openStreams -= 1 }
      running.calls[slot] = nil
      freeSlot(call, running)
      rung = plugin.startWaiting()
      return true
    }
    guard isSound else { throw MalformedMessage() }
    for instance in rung { instance.doorbell() }
    if let (call, result) = answer { call.receiver.ended(result) }
  }

  private func acknowledged(_ slot: Int, _ running: Running) throws(MalformedMessage) {
    var stream: (any StreamReceiver)?
    var kind: UInt32 = 0
    let isSound = plugin.lock.withLock {
      kind = running.unanswered.first?.kind ?? 0
      guard let call = answered(slot, running) else { return false }
      freeSlot(call, running)
      if call.phase == .running { stream = call.stream }
      return true
    }
    guard isSound else { throw MalformedMessage() }
    kind == RequestKind.open ? stream?.opened() : stream?.consumed()
  }

  /// The call of the oldest unanswered request, which must have this slot. With the lock held.
  private func answered(_ slot: Int, _ running: Running) -> Call? {
    guard let request = running.unanswered.popFirst(), request.call.slot == slot else {
      return nil
    }
    for part in request.parts { release(part, running) }
    request.call.unanswered -= 1
    running.lastSign = Clock.now
    return request.call
  }

  /// The slot is free once the session is over and no request for it is in the ring.
  private func freeSlot(_ call: Call, _ running: Running) {
    guard call.unanswered == 0, running.calls[call.slot] == nil else { return }
    running.freeSlots.append(call.slot)
  }

  // MARK: Results

  private func event(
    _ kind: UInt32, _ slot: Int, _ reader: inout RawReader, _ size: Int, _ running: Running
  ) throws(MalformedMessage) {
    let port = Int(try unsafe reader.read(UInt32.self))
    if kind == ReplyKind.requestFrames {
      let start = try unsafe reader.read(Double.self)
      let stop = try unsafe reader.read(Double.self)
      let every = try unsafe reader.read(Double.self)
      try call(slot, size, running)?.stream?
        .requested(port: port, start: start, stop: stop, every: every)
      return
    }
    let event = try unsafe decode(kind, port, &reader)
    try call(slot, size, running)?.receiver.receive(event)
  }

  /// The call that a result is for; nil if nobody waits for it any more.
  private func call(
    _ slot: Int, _ size: Int, _ running: Running
  ) throws(MalformedMessage) -> Call? {
    var isTooMuch = false
    let call: Call? = plugin.lock.withLock {
      running.lastSign = Clock.now
      guard slot < running.calls.count, let call = running.calls[slot] else { return nil }
      guard call.phase == .running else { return nil }
      call.resultBytes += size
      isTooMuch = call.resultBytes > plugin.current.resultBytes
      return call
    }
    if isTooMuch {
      tooMuch(running)
      return nil
    }
    guard slot < running.calls.count else { throw MalformedMessage() }
    return call
  }

  private func tooMuch(_ running: Running) {
    plugin.lock.withLock {
      let limit = plugin.current.resultBytes >> 20
      condemn(
        running,
        PluginError(
          .brokeContract,
          "\(plugin.name) sent more than \(limit) MiB of results for one request and was stopped"))
    }
  }

  private func decode(
    _ kind: UInt32, _ port: Int, _ reader: inout RawReader
  ) throws(MalformedMessage) -> Event {
    let outputs = description.outputs
    guard kind == ReplyKind.progress || port < outputs.count else { throw MalformedMessage() }
    switch kind {
    case ReplyKind.segment:
      let start = try unsafe reader.read(Double.self)
      let stop = try unsafe reader.read(Double.self)
      let score = try unsafe reader.read(Float.self)
      return .segment(
        port: port, start: start, stop: stop, label: try unsafe reader.read(), score: score)
    case ReplyKind.vector:
      let time = try unsafe reader.read(Double.self)
      let bytes = try unsafe reader.take(unsafe reader.remaining)
      let count = bytes.count / 4
      let values = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
        if count > 0 {
          unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
            from: UnsafeRawBufferPointer(rebasing: bytes[0..<4 * count]))
        }
        filled = count
      }
      return .vector(port: port, time: time, values: values)
    case ReplyKind.label:
      let time = try unsafe reader.read(Double.self)
      let score = try unsafe reader.read(Float.self)
      var box: Box?
      if try unsafe reader.read(Bool.self) {
        box = try unsafe Box(
          left: reader.read(), top: reader.read(), width: reader.read(), height: reader.read())
      }
      return .label(
        port: port, time: time, label: try unsafe reader.read(), score: score, box: box)
    case ReplyKind.artifact:
      let mediaType = try unsafe reader.read(String.self)
      let name = try unsafe reader.read(String?.self)
      return unsafe .artifact(
        port: port, mediaType: mediaType, name: name,
        bytes: Array(try unsafe reader.take(unsafe reader.remaining)))
    case ReplyKind.progress: return .progress(try unsafe reader.read())
    default: throw MalformedMessage()
    }
  }
}
