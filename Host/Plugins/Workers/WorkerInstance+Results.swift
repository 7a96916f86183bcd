import Wire

/// What a session emits. On the instance's thread or one that polls, without the lock.
extension WorkerInstance {
  func event(
    _ kind: UInt32, _ slot: Int, _ reader: inout RawReader, _ size: Int, _ running: RunningWorker
  ) throws(MalformedMessage) {
    let port = Int(try unsafe reader.read(UInt32.self))
    if kind == ReplyKind.requestFrames {
      let start = try unsafe reader.read(Double.self)
      let stop = try unsafe reader.read(Double.self)
      let every = try unsafe reader.read(Double.self)
      guard port < description.inputs.count, start <= stop, !(every < 0) else {
        throw MalformedMessage()
      }
      try deliver(slot, size, running) { call in
        call.deliverToStream {
          $0.requested(port: port, start: start, stop: stop, every: every)
        }
      }
      return
    }
    let event = try unsafe Event(kind, port, description.outputs, &reader)
    try deliver(slot, size, running) { call in call.deliver { $0.receive(event) } }
  }

  private func deliver(
    _ slot: Int, _ size: Int, _ running: RunningWorker, _ body: (Call) -> Void
  ) throws(MalformedMessage) {
    guard let call = try call(slot, size, running) else { return }
    running.isDelivering.store(true, ordering: .relaxed)
    body(call)
    running.isDelivering.store(false, ordering: .relaxed)
  }

  /// The call that a result is for; nil if nobody waits for it any more.
  private func call(
    _ slot: Int, _ size: Int, _ running: RunningWorker
  ) throws(MalformedMessage) -> Call? {
    guard slot < running.calls.count else { throw MalformedMessage() }
    let (call, isTooMuch): (Call?, Bool) = plugin.lock.withLock {
      guard let call = running.calls[slot], call.phase == .running else { return (nil, false) }
      running.lastSign = Clock.now
      call.resultBytes += size
      return (call, call.resultBytes > settings.resultBytes)
    }
    guard isTooMuch else { return call }
    tooMuch(running)
    return nil
  }

  func tooMuch(_ running: RunningWorker) {
    plugin.lock.withLock {
      let limit = settings.resultBytes >> 20
      condemn(
        running,
        PluginError(
          .brokeContract,
          "\(plugin.name) sent more than \(limit) MiB of results for one request and was stopped"))
    }
  }
}

extension Event {
  /// Decodes a result and checks it again: the worker's own check may have been tampered with.
  init(
    _ kind: UInt32, _ port: Int, _ outputs: [OutputPort], _ reader: inout RawReader
  ) throws(MalformedMessage) {
    if kind == ReplyKind.progress {
      let fraction = try unsafe reader.read(Double.self)
      guard (0...1).contains(fraction) else { throw MalformedMessage() }
      self = .progress(fraction)
      return
    }
    guard port < outputs.count else { throw MalformedMessage() }
    switch (kind, outputs[port].kind) {
    case (ReplyKind.segment, .timestamps): self = try unsafe Event(segment: port, &reader)
    case (ReplyKind.vector, .vectors(let dimensions)):
      self = try unsafe Event(vector: port, dimensions.count, &reader)
    case (ReplyKind.label, .labels): self = try unsafe Event(label: port, &reader)
    case (ReplyKind.artifact, .artifact):
      let mediaType = try unsafe reader.read(String.self)
      let name = try unsafe reader.read(String?.self)
      self = unsafe .artifact(
        port: port, mediaType: mediaType, name: name,
        bytes: Array(try unsafe reader.take(unsafe reader.remaining)))
    default: throw MalformedMessage()
    }
  }

  private init(segment port: Int, _ reader: inout RawReader) throws(MalformedMessage) {
    let start = try unsafe reader.read(Double.self)
    let stop = try unsafe reader.read(Double.self)
    let score = try unsafe reader.read(Float.self)
    guard start.isFinite, stop.isFinite, start <= stop else { throw MalformedMessage() }
    self = .segment(
      port: port, start: start, stop: stop, label: try unsafe reader.read(), score: score)
  }

  private init(
    vector port: Int, _ dimensions: Int, _ reader: inout RawReader
  ) throws(MalformedMessage) {
    let time = try unsafe reader.read(Double.self)
    let bytes = try unsafe reader.take(unsafe reader.remaining)
    let count = bytes.count / 4
    guard time.isFinite, dimensions == 0 || dimensions == count else { throw MalformedMessage() }
    let values = unsafe [Float](unsafeUninitializedCapacity: count) { buffer, filled in
      if count > 0 {
        unsafe UnsafeMutableRawBufferPointer(buffer).copyMemory(
          from: UnsafeRawBufferPointer(rebasing: bytes[0..<4 * count]))
      }
      filled = count
    }
    self = .vector(port: port, time: time, values: values)
  }

  private init(label port: Int, _ reader: inout RawReader) throws(MalformedMessage) {
    let time = try unsafe reader.read(Double.self)
    let score = try unsafe reader.read(Float.self)
    guard time.isFinite else { throw MalformedMessage() }
    var box: Box?
    if try unsafe reader.read(Bool.self) {
      box = try unsafe Box(
        left: reader.read(), top: reader.read(), width: reader.read(), height: reader.read())
    }
    self = .label(
      port: port, time: time, label: try unsafe reader.read(), score: score, box: box)
  }
}
