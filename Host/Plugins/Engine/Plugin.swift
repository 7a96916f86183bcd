import Synchronization
import Wire

/// One plugin of the manifest: its state, its queue, its instances.
///
/// `lock` guards every variable here, in its instances and in its calls. Receivers are never
/// called with the lock held.
package final class Plugin: @unchecked Sendable {
  package let name: String
  let lock = Lock()
  let probe: Probe
  /// Path of `patchbay-worker`.
  let worker: String
  let timekeeper: Timekeeper
  var current: PluginSettings
  var known: Description?
  /// Changes with the description, so that others can keep what they made of it.
  package let revision = Atomic<Int>(0)
  var refusal: Refusal?
  var quarantine: String?
  var isEnabled: Bool
  var hasServed = false
  /// The last fault, while it is not yet mended.
  var fault: String?
  var failuresInARow = 0
  /// Not to be loaded again: taken out of the manifest, or the host is stopping.
  var isRetired = false
  /// Not ready yet, and not in `instances`.
  var starting: [any Instance] = []
  var instances: [any Instance] = []
  /// Told to stop, not yet gone.
  var leaving: [any Instance] = []
  var loadedLibrary: FileIdentity?
  var waiting = Deque<Call>()
  var counters = PluginStatistics()

  init(_ settings: PluginSettings, probe: Probe, worker: String, timekeeper: Timekeeper) {
    name = settings.name
    current = settings
    isEnabled = settings.isEnabled
    self.probe = probe
    self.worker = worker
    self.timekeeper = timekeeper
  }

  package var settings: PluginSettings { lock.withLock { current } }
  package var description: Description? { lock.withLock { known } }

  /// Bytes of results that one request may have, and of an answer that is written of them.
  package var resultLimit: Int { lock.withLock { current.resultBytes } }

  package var state: PluginState { lock.withLock { stateNow } }

  /// With the lock held.
  var stateNow: PluginState {
    if !isEnabled { return .disabled }
    if let refusal { return .refused(refusal) }
    if let quarantine { return .quarantined(quarantine) }
    let serving = instances.filter { $0.isServing || $0.isResting }.count
    if serving == instances.count, serving > 0 { return .ready }
    if !hasServed { return .loading }
    return .degraded(fault ?? "\(serving) of \(instances.count) instances are running")
  }

  package var statistics: PluginStatistics {
    lock.withLock {
      var now = counters
      now.waiting = waiting.count
      now.running = instances.reduce(0) { $0 + $1.active }
      return now
    }
  }

  /// A value for every parameter of a request, in declared order: what `texts` give, else the
  /// manifest's, else the defaults.
  package func values(
    from texts: [(name: String, text: String)]
  ) throws(PluginError) -> [Value] {
    let (description, fixed) = lock.withLock { (known, current.parameters) }
    guard let description else {
      try lock.withLock { () throws(PluginError) in try checkServing() }
      return []
    }
    do throws(ParameterError) {
      return try description.values(from: texts, fixed: fixed)
    } catch {
      throw PluginError(.badParameter, error.description)
    }
  }

  /// Process identifiers of its workers.
  package var processes: [Int32] { lock.withLock { instances.compactMap(\.processID) } }

  // MARK: Calls

  /// Queues the call; never blocks. A prompt inline plugin has answered before this returns.
  package func submit(_ call: Call) throws(PluginError) {
    let (instance, bell) = try lock.withLock { () throws(PluginError) -> ((any Instance)?, Ring?) in
      try checkServing()
      precondition(call.phase == .new, "a call is submitted once")
      call.submitted = Clock.now
      if let timeout = call.timeout ?? (call.isStream ? nil : current.requestTimeout) {
        call.deadline = call.submitted &+ Clock.nanoseconds(timeout)
      }
      try prepare(call)
      guard call.isWanted(by: self) else {
        throw PluginError(.cancelled, "the request was cancelled")
      }
      let admitted = waiting.count + instances.reduce(0) { $0 + $1.active }
      guard admitted < current.queue + current.instances else {
        counters.rejected += 1
        throw PluginError(
          .queueFull,
          "\(name): \(admitted) requests are waiting already; try again in a moment")
      }
      if waiting.isEmpty, let instance = free(for: call), instance.begin(call) {
        call.phase = .running
        call.poller = instance.poller
        return (instance, instance.bell)
      }
      call.phase = .waiting
      waiting.append(call)
      if instances.contains(where: \.isResting) { lock.notify() }
      return (nil, nil)
    }
    if let bell { bell.ring() } else { instance?.doorbell() }
    timekeeper.wake()
  }

  private func checkServing() throws(PluginError) {
    switch stateNow {
    case .ready, .degraded: return
    case .loading: throw PluginError(.notReady, "\(name) is still being loaded; try again shortly")
    case .disabled: throw PluginError(.disabled, "\(name) is disabled or was unloaded")
    case .refused(let refusal):
      throw PluginError(.refused, "\(name) is not loaded: \(refusal.message)")
    case .quarantined(let why):
      throw PluginError(.quarantined, "\(name) is quarantined until it is loaded again: \(why)")
    }
  }

  /// The least busy instance that has room for the call. With the lock held.
  private func free(for call: Call) -> (any Instance)? {
    let most = known?.maxSessions ?? 1
    let depth = 64  // requests that may lie in a worker's ring at the same time
    var best: (instance: any Instance, load: Int)?
    // A loop, since this is on the way of every request: it makes no arrays.
    for instance in instances where instance.isServing && instance.unanswered < depth {
      let hasRoom =
        most == 0
        || instance.openStreams < most
          && (!call.isStream || instance.unanswered == 0 || most > 1)
      let load = instance.unanswered + instance.openStreams
      if hasRoom, load < best?.load ?? .max { best = (instance, load) }
    }
    return best?.instance
  }

  /// Starts what waits. With the lock held; ring the returned instances' doorbells without it.
  func startWaiting() -> [any Instance] {
    guard !waiting.isEmpty else { return [] }
    var rung: [any Instance] = []
    while let call = waiting.first, let instance = free(for: call), instance.begin(call) {
      _ = waiting.popFirst()
      call.phase = .running
      if !rung.contains(where: { $0 === instance }) { rung.append(instance) }
    }
    return rung
  }

  // MARK: Streams

  /// Pushes into an open stream. - Returns: false if the stream is over.
  package func push(_ call: Call, _ push: Push) -> Bool { step(call) { $0.push(call, push) } }
  package func finishPackets(_ call: Call) -> Bool { step(call) { $0.finishPackets(call) } }
  package func finish(_ call: Call) -> Bool { step(call) { $0.finish(call) } }

  /// The memory will not be pushed any more: workers may unmap it.
  func letGo(of memory: SharedMemory, _ call: Call) {
    lock.withLock { (call.instance as? WorkerInstance)?.detach(memory) }
  }

  private func step(_ call: Call, _ body: (any Instance) -> Bool) -> Bool {
    while true {
      let (instance, isSent): ((any Instance)?, Bool) = lock.withLock {
        guard call.phase == .running, let instance = call.instance else { return (nil, false) }
        return (instance, body(instance))
      }
      guard let instance else { return false }
      instance.doorbell()
      if isSent { return true }
      lock.withLock { lock.wait(nanoseconds: 1_000_000) }  // its ring is full
    }
  }
}
