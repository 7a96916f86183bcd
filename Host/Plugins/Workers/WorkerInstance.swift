import Glibc
import Wire

/// An instance in a worker process, and the thread that looks after it: starts the process,
/// takes its replies, mourns it, starts the next.
///
/// Files: the life here; `+Requests`, `+Replies`, `+Faults`.
final class WorkerInstance: Instance, @unchecked Sendable {  // the plugin's lock; see there
  /// A request that the worker has not answered yet.
  struct Unanswered {
    var call: Call
    var kind: UInt32
    /// Parts of the arena that the request uses.
    var parts: [(offset: Int, count: Int)]
  }

  /// One process with the memory that it shares with the host.
  final class Running {
    let channel: Channel
    let control: MessageSocket
    let process: ChildProcess
    let tail: LogTail
    var arena = Arena(size: Channel.arenaBytes)
    var unanswered = Deque<Unanswered>()
    var calls: [Call?] = Array(repeating: nil, count: Channel.slots)
    var freeSlots = Array((0..<Channel.slots).reversed())
    var attached: [ObjectIdentifier: (number: UInt32, memory: SharedMemory)] = [:]
    var nextMemory: UInt32 = 1
    /// Replies in pieces, until the last one is there.
    var partial: [UInt8] = []
    /// Last sign of life.
    var lastSign: Int64 = 0
    var lastMemoryLook: Int64 = 0
    /// Why the host ends it, if it does.
    var sentence: PluginError?

    init(channel: Channel, control: MessageSocket, process: ChildProcess, tail: LogTail) {
      self.channel = channel
      self.control = control
      self.process = process
      self.tail = tail
    }
  }

  let plugin: Plugin
  let settings: PluginSettings
  let description: Description
  let values: [Value]
  var running: Running?
  var openStreams = 0
  var isStopping = false
  var isOver = false
  /// Set when the very first start failed: the reason.
  var startFailure: PluginError?
  var hasServed = false
  var writer = ByteWriter()

  /// `values` are those of the ADMIN parameters.
  init(
    plugin: Plugin, settings: PluginSettings, description: Description, values: [Value]
  ) {
    self.plugin = plugin
    self.settings = settings
    self.description = description
    self.values = values
  }

  func launch() { startThread("wrk-\(plugin.name)") { self.live() } }

  var isServing: Bool { running != nil && !isStopping }
  var unanswered: Int { running?.unanswered.count ?? 0 }
  var processID: Int32? { running?.process.id }

  private func live() {
    while true {
      do throws(PluginError) {
        let started = try start()
        let rung = plugin.lock.withLock {
          running = started
          hasServed = true
          plugin.lock.notify()
          return plugin.startWaiting()
        }
        for instance in rung { instance.doorbell() }
        serve(started)
        if plugin.lock.withLock({ isStopping }) { break }
        guard mourn(started) else { break }
      } catch {
        guard retryStart(error) else { break }
      }
    }
    plugin.lock.withLock {
      running = nil
      isOver = true
      plugin.lock.notify()
    }
  }

  /// Starts a process and waits until its instance is ready.
  private func start() throws(PluginError) -> Running {
    do {
      let channel = try Channel()
      let (ours, theirs) = try MessageSocket.pair()
      let (tail, errors) = try LogTail.make(name: plugin.name)
      let process = try ChildProcess(
        path: plugin.engine.programs.worker, arguments: ["serve", plugin.name],
        descriptors: [
          theirs.descriptor, channel.memory.descriptor, channel.arena.descriptor,
        ], errors: errors)
      let started = Running(channel: channel, control: ours, process: process, tail: tail)
      let first = WorkerStart(
        library: settings.library, values: values, openFiles: settings.openFiles,
        memory: settings.memory, allowsNetwork: settings.allowsNetwork,
        writable: settings.writable)
      try ours.send(first.encoded)
      try awaitReady(started, settings.callTimeout)
      started.lastSign = Clock.now
      return started
    } catch let error as PluginError {
      throw error
    } catch {
      throw PluginError(.internalError, "\(plugin.name): \(error)")
    }
  }

  private func awaitReady(_ started: Running, _ timeout: Double) throws {
    let limit = Clock.now + Clock.nanoseconds(timeout)
    while Clock.now < limit {
      if plugin.lock.withLock({ isStopping }) {
        throw PluginError(.cancelled, "\(plugin.name) was stopped while it started")
      }
      guard started.control.wait(milliseconds: 5) || started.process.ending != nil else {
        continue
      }
      if started.control.wait(milliseconds: 0),
        let (bytes, _) = try started.control.receive(limit: 1 << 20)
      {
        switch try WorkerAnswer(decoding: bytes) {
        case .ready: return
        case .refused(let refusal): throw PluginError(.refused, refusal.message)
        case .failed(let failure): throw failure.error(plugin: plugin.name)
        }
      }
      let ending = started.process.waitForEnd(milliseconds: 1000)
      throw PluginError(
        .crashed, "\(plugin.name) crashed while it started: \(words(ending, started.tail))")
    }
    throw PluginError(
      .hung, "\(plugin.name) did not start within \(seconds(timeout)) and was stopped")
  }

  /// How the process ended and what it said last.
  func words(_ ending: ChildProcess.Ending?, _ tail: LogTail) -> String {
    let what = ending.map { "its process \($0)" } ?? "its process is gone"
    let lines = tail.last()
    return lines.isEmpty ? what : "\(what); its last words: \(lines.joined(separator: " | "))"
  }

  /// Takes replies until the process has ended and nothing is left to take.
  private func serve(_ started: Running) {
    let replies = started.channel.replies
    Reactor.shared.watch(started.process.endWatch) {
      replies.interrupt()
      return false
    }
    while true {
      switch unsafe replies.receive({ unsafe take($0, started) }) {
      case .message: replies.releaseSender()
      case .empty:
        if started.process.ending != nil, unsafe replies.receive({ unsafe take($0, started) }) == .empty {
          return
        }
        askToStop(started)
        replies.waitForMessage(nanoseconds: -1)
      case .broken:
        plugin.lock.withLock { condemn(started, brokenRing) }
        _ = started.process.waitForEnd(milliseconds: 1000)
        return
      }
    }
  }

  private var brokenRing: PluginError {
    PluginError(
      .brokeContract, "\(plugin.name) wrote over the memory that it shares with the host")
  }

  // MARK: The end

  func stop(drain: Bool) {
    isStopping = true
    if let running, !drain { running.process.kill() }
    running?.channel.replies.interrupt()
    plugin.lock.notify()
  }

  /// When it is to stop and nothing is under way: says so to the process, and sees to it.
  private func askToStop(_ started: Running) {
    let isIdle = plugin.lock.withLock {
      isStopping && started.unanswered.isEmpty && openStreams == 0
    }
    guard isIdle, started.process.ending == nil else { return }
    _ = unsafe started.channel.requests.send(kind: RequestKind.stop, count: 4) {
      unsafe $0.storeBytes(of: 0, as: UInt32.self)
    }
    started.channel.requests.ring()
    if started.process.waitForEnd(milliseconds: 1000) == nil {
      started.process.kill()
      _ = started.process.waitForEnd(milliseconds: 1000)
    }
  }

  func join(milliseconds: Int) -> Bool {
    let limit = Clock.now + Int64(milliseconds) * 1_000_000
    return plugin.lock.withLock {
      while !isOver, Clock.now < limit { plugin.lock.wait(nanoseconds: 20_000_000) }
      return isOver
    }
  }
}
