import Wire

/// The way to the worker. The plugin's lock is held, except in `doorbell`.
extension WorkerInstance {
  /// Inputs up to this many bytes travel in the message itself.
  private static let mostInline = 16 << 10

  func doorbell() { plugin.lock.withLock { running?.channel.requests }?.ring() }

  func begin(_ call: Call) -> Bool {
    guard let running, let slot = running.freeSlots.popLast() else { return false }
    writer.reset()
    writer.write(UInt32(slot))
    writer.write(parameters: call.parameters)
    var parts: [(offset: Int, count: Int)] = []
    var hasRoom = true
    if call.isStream {
      writer.write(call.media)
    } else {
      writer.write(UInt32(call.pushes.count))
      for push in call.pushes where hasRoom {
        hasRoom = write(push, running, &parts)
      }
    }
    let kind = call.isStream ? RequestKind.open : RequestKind.call
    guard hasRoom, send(kind, running) else {
      for part in parts { release(part, running) }
      running.freeSlots.append(slot)
      return false
    }
    running.channel.setCancelled(slot, false)
    running.calls[slot] = call
    call.instance = self
    call.slot = slot
    call.started = Clock.now
    if call.isStream { openStreams += 1 }
    note(Unanswered(call: call, kind: kind, parts: parts), running)
    return true
  }

  func push(_ call: Call, _ push: Push) -> Bool {
    guard let running else { return true }
    writer.reset()
    writer.write(UInt32(call.slot))
    var parts: [(offset: Int, count: Int)] = []
    guard write(push, running, &parts), send(RequestKind.push, running) else {
      for part in parts { release(part, running) }
      return false
    }
    note(Unanswered(call: call, kind: RequestKind.push, parts: parts), running)
    return true
  }

  func finishPackets(_ call: Call) -> Bool { simple(RequestKind.finishPackets, call) }
  func finish(_ call: Call) -> Bool { simple(RequestKind.finish, call) }

  /// A full ring belongs to a worker that does not read: it will be killed for that.
  func close(_ call: Call) { _ = simple(RequestKind.close, call) }

  func setCancelled(_ call: Call) { running?.channel.setCancelled(call.slot, true) }

  private func simple(_ kind: UInt32, _ call: Call) -> Bool {
    guard let running else { return true }
    writer.reset()
    writer.write(UInt32(call.slot))
    guard send(kind, running) else { return false }
    note(Unanswered(call: call, kind: kind, parts: []), running)
    return true
  }

  private func note(_ request: Unanswered, _ running: Running) {
    if running.unanswered.isEmpty { running.lastSign = Clock.now }
    request.call.unanswered += 1
    running.unanswered.append(request)
  }

  private func send(_ kind: UInt32, _ running: Running) -> Bool {
    let bytes = writer.bytes
    return unsafe running.channel.requests.send(kind: kind, count: bytes.count) {
      unsafe $0.copyBytes(from: bytes)
    }
  }

  /// Writes a push, with its bytes in the message, in the arena or in attached memory.
  private func write(
    _ push: Push, _ running: Running, _ parts: inout [(offset: Int, count: Int)]
  ) -> Bool {
    switch push.place {
    case .shared(let memory, let range):
      guard let number = attach(memory, running) else { return false }
      writer.write(push, at: .memory(number, offset: range.lowerBound, count: range.count))
    case .payload(let payload)
    where payload.count <= Self.mostInline
      && writer.bytes.count + payload.count < running.channel.requests.mostPayload - 256:
      writer.write(push, at: .inline)
    case .payload(let payload):
      guard let offset = running.arena.allocate(payload.count) else { return false }
      parts.append((offset, payload.count))
      unsafe running.channel.arena.bytes(offset..<offset + payload.count)
        .copyMemory(from: payload.bytes)
      writer.write(push, at: .memory(0, offset: offset, count: payload.count))
    }
    return true
  }

  func release(_ part: (offset: Int, count: Int), _ running: Running) {
    if let pages = running.arena.release(part.offset, part.count) {
      running.channel.arena.discard(pages)
    }
  }

  /// The number under which the worker knows the memory.
  private func attach(_ memory: SharedMemory, _ running: Running) -> UInt32? {
    if let known = running.attached[ObjectIdentifier(memory)] { return known.number }
    let number = running.nextMemory
    var message = ByteWriter()
    message.write(number)
    guard (try? running.control.send(message.bytes, passing: [memory.descriptor])) != nil else {
      return nil
    }
    running.nextMemory += 1
    running.attached[ObjectIdentifier(memory)] = (number, memory)
    return number
  }

  /// The worker may let go of the memory. With the plugin's lock held.
  func detach(_ memory: SharedMemory) {
    guard let running,
      let known = running.attached.removeValue(forKey: ObjectIdentifier(memory))
    else { return }
    var message = ByteWriter()
    message.write(known.number)
    try? running.control.send(message.bytes)
  }
}
