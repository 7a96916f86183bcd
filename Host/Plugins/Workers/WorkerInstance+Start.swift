import Wire

/// How a worker comes to life. On the instance's thread, without the lock.
extension WorkerInstance {
  /// Starts a process and waits until its instance is ready.
  func start() throws(PluginError) -> RunningWorker {
    try checkLibrary()
    do {
      let channel = try Channel()
      let (ours, theirs) = try MessageSocket.pair()
      let requests = channel.requests
      let (tail, errors) = try LogTail.make(name: plugin.name) { requests.begunCount }
      let process = try ChildProcess(
        path: plugin.worker, arguments: ["serve", plugin.name],
        descriptors: [
          theirs.descriptor, channel.memory.descriptor, channel.arena.descriptor,
        ], errors: errors)
      let started = RunningWorker(channel: channel, control: ours, process: process, tail: tail)
      let first = WorkerStart(
        library: settings.library, values: values, openFiles: settings.openFiles,
        memory: settings.memory, allowsNetwork: settings.allowsNetwork,
        writable: settings.writable)
      try ours.sendAtOnce(first.encoded)
      try awaitReady(started)
      started.lastSign = Clock.now
      return started
    } catch let error as PluginError {
      throw error
    } catch {
      throw PluginError(.internalError, "\(plugin.name): \(withoutFolders("\(error)"))")
    }
  }

  /// A file that has changed since it was looked at is looked at again: what is loaded must be
  /// what was found sound.
  private func checkLibrary() throws(PluginError) {
    guard libraryIdentity(settings.library) != identity else { return }
    do throws(Refusal) {
      let found = try plugin.probe.examine(settings.library, checksum: settings.checksum).get()
      guard found != description else { return }
    } catch {
      throw PluginError(.refused, error.message)
    }
    throw otherLibrary
  }

  private var otherLibrary: PluginError {
    PluginError(
      .refused, "the library of \(plugin.name) was replaced by another one; load it again")
  }

  private func awaitReady(_ started: RunningWorker) throws {
    let timeout = settings.callTimeout
    let limit = Clock.now &+ Clock.nanoseconds(timeout)
    while Clock.now < limit {
      if plugin.lock.withLock({ isStopping }) {
        throw PluginError(.cancelled, "\(plugin.name) was stopped while it started")
      }
      guard started.control.wait(milliseconds: 5) || started.process.ending != nil else {
        continue
      }
      if started.control.wait(milliseconds: 0),
        let (bytes, _) = try started.control.receive(limit: WorkerAnswer.mostBytes)
      {
        guard let answer = try? WorkerAnswer(decoding: bytes) else { throw nonsense }
        return try take(answer)
      }
      let ending = started.process.waitForEnd(milliseconds: 1000)
      throw PluginError(
        .crashed,
        "\(plugin.name) crashed while it started: \(words(ending, started.tail))")
    }
    throw PluginError(
      .hung,
      "\(plugin.name) did not start within \(seconds(timeout)) and was stopped")
  }

  private func take(_ answer: WorkerAnswer) throws(PluginError) {
    switch answer {
    case .ready(let loaded):
      if loaded != description { throw otherLibrary }
    case .refused(let refusal): throw PluginError(.refused, refusal.message)
    case .failed(let failure): throw failure.error(plugin: plugin.name)
    }
  }

  private var nonsense: PluginError {
    PluginError(
      .brokeContract, "\(plugin.name) sent the host a message that makes no sense")
  }

  /// How the process ended and what it said last.
  func words(_ ending: ChildProcess.Ending?, _ tail: LogTail) -> String {
    let what = ending.map { "its process \($0)" } ?? "its process is gone"
    let lines = tail.last()
    return lines.isEmpty ? what : "\(what); its last words: \(lines.joined(separator: " | "))"
  }
}
