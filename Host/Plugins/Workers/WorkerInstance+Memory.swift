import Wire

/// The memory that a worker's inputs lie in. The plugin's lock is held.
extension WorkerInstance {
  /// What a request used is free again.
  func giveBack(_ request: RunningWorker.Request, _ running: RunningWorker) {
    for part in request.parts {
      if let pages = running.arena.release(part.offset, part.count) {
        running.channel.arena.discard(pages)
      }
    }
  }

  /// The number under which the worker knows the memory; nil if it cannot be told.
  func attach(_ memory: SharedMemory, _ running: RunningWorker) -> UInt32? {
    if let known = running.attached[ObjectIdentifier(memory)] { return known.number }
    let number = running.nextMemory
    var message = ByteWriter()
    message.write(number)
    do throws(SystemError) {
      try running.control.sendAtOnce(message.bytes, passing: [memory.descriptor])
    } catch {
      condemn(
        running,
        PluginError(
          .brokeContract,
          "\(plugin.name) closed the socket to the host, or does not read it, and was stopped"))
      return nil
    }
    running.nextMemory += 1
    running.attached[ObjectIdentifier(memory)] = RunningWorker.Attachment(
      number: number, memory: memory)
    return number
  }

  /// The memory will not be pushed any more: the worker lets go of it, once it is not in use.
  func detach(_ memory: SharedMemory) {
    guard let running else { return }
    running.attached[ObjectIdentifier(memory)]?.isLetGo = true
    detachIfUnused(ObjectIdentifier(memory), running)
  }

  func stopUsing(_ memory: ObjectIdentifier?, _ running: RunningWorker) {
    guard let memory else { return }
    running.attached[memory]?.uses -= 1
    detachIfUnused(memory, running)
  }

  private func detachIfUnused(_ memory: ObjectIdentifier, _ running: RunningWorker) {
    guard let known = running.attached[memory], known.isLetGo, known.uses == 0 else { return }
    running.attached[memory] = nil
    var message = ByteWriter()
    message.write(known.number)
    try? running.control.sendAtOnce(message.bytes)
  }
}
