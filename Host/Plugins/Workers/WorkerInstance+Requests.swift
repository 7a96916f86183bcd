import Wire

/// The way to the worker. The plugin's lock is held, except in `doorbell`.
extension WorkerInstance {
  /// Inputs up to this many bytes travel in the message itself.
  private static let mostInline = 16 << 10

  var bell: Ring? { running?.channel.requests }

  var poller: ReplyPoller? {
    guard description.isPrompt, let running else { return nil }
    return ReplyPoller(instance: self, running: running)
  }

  func doorbell() { plugin.lock.withLock { running?.channel.requests }?.ring() }

  func begin(_ call: Call) -> Bool {
    guard let running, let slot = running.freeSlots.popLast() else { return false }
    var request = RunningWorker.Request(
      call: call, kind: call.isStream ? RequestKind.open : RequestKind.call, parts: [])
    writer.reset()
    writer.write(UInt32(slot))
    writer.write(parameters: call.parameters)
    var hasRoom = true
    if call.isStream {
      writer.write(call.media)
    } else {
      writer.write(UInt32(call.pushes.count))
      for push in call.pushes where hasRoom { hasRoom = write(push, running, &request) }
    }
    guard hasRoom, send(&request, running) else {
      giveBack(request, running)
      running.freeSlots.append(slot)
      return false
    }
    running.channel.setCancelled(slot, false)
    running.calls[slot] = call
    call.instance = self
    call.slot = slot
    call.started = Clock.now
    if call.isStream { openStreams += 1 }
    note(request, running)
    return true
  }

  func push(_ call: Call, _ push: Push) -> Bool {
    guard let running else { return true }
    var request = RunningWorker.Request(call: call, kind: RequestKind.push, parts: [])
    writer.reset()
    writer.write(UInt32(call.slot))
    guard write(push, running, &request), send(&request, running) else {
      giveBack(request, running)
      return false
    }
    note(request, running)
    return true
  }

  func finishPackets(_ call: Call) -> Bool { simple(RequestKind.finishPackets, call) }
  func finish(_ call: Call) -> Bool { simple(RequestKind.finish, call) }

  func close(_ call: Call) {
    guard let running, !simple(RequestKind.close, call) else { return }
    running.unclosed.append(call)  // the ring is full: `closeRest` tries again
  }

  /// Closes what could not be closed when it was over. - Returns: whether anything was sent.
  func closeRest(_ running: RunningWorker) -> Bool {
    var isSent = false
    while let call = running.unclosed.first, simple(RequestKind.close, call) {
      running.unclosed.removeFirst()
      isSent = true
    }
    return isSent
  }

  func setCancelled(_ call: Call) { running?.channel.setCancelled(call.slot, true) }

  private func simple(_ kind: UInt32, _ call: Call) -> Bool {
    guard let running else { return true }
    var request = RunningWorker.Request(call: call, kind: kind, parts: [])
    writer.reset()
    writer.write(UInt32(call.slot))
    guard send(&request, running) else { return false }
    note(request, running)
    return true
  }

  private func note(_ sent: RunningWorker.Request, _ running: RunningWorker) {
    var request = sent
    request.number = running.channel.requests.sentCount
    if running.unanswered.isEmpty {
      running.lastSign = Clock.now
      running.oldestSince = running.lastSign
    }
    request.call.unanswered += 1
    if let memory = request.memory { running.attached[memory]?.uses += 1 }
    running.unanswered.append(request)
  }

  /// A message that is too long for the ring goes through the arena.
  private func send(_ request: inout RunningWorker.Request, _ running: RunningWorker) -> Bool {
    let ring = running.channel.requests
    let bytes = writer.bytes
    guard bytes.count > ring.mostPayload else {
      return unsafe ring.send(kind: request.kind, count: bytes.count) {
        unsafe $0.copyBytes(from: bytes)
      }
    }
    guard let offset = running.arena.allocate(bytes.count) else { return false }
    request.parts.append((offset, bytes.count))
    unsafe running.channel.arena.bytes(offset..<offset + bytes.count).copyBytes(from: bytes)
    return unsafe ring.send(kind: request.kind | RequestKind.far, count: 16) {
      unsafe $0.storeBytes(of: UInt64(offset), as: UInt64.self)
      unsafe $0.storeBytes(of: UInt64(bytes.count), toByteOffset: 8, as: UInt64.self)
    }
  }

  /// Writes a push, with its bytes in the message, in the arena or in attached memory.
  private func write(
    _ push: Push, _ running: RunningWorker, _ request: inout RunningWorker.Request
  ) -> Bool {
    switch push.place {
    case .shared(let memory, let range):
      guard let number = attach(memory, running) else { return false }
      request.memory = ObjectIdentifier(memory)
      writer.write(push, at: .memory(number, offset: range.lowerBound, count: range.count))
    case .payload(let payload)
    where payload.count <= Self.mostInline
      && writer.bytes.count + payload.count < running.channel.requests.mostPayload - 256:
      writer.write(push, at: .inline)
    case .payload(let payload):
      guard let offset = running.arena.allocate(payload.count) else { return false }
      request.parts.append((offset, payload.count))
      unsafe running.channel.arena.bytes(offset..<offset + payload.count)
        .copyMemory(from: payload.bytes)
      writer.write(push, at: .memory(0, offset: offset, count: payload.count))
    }
    return true
  }
}
