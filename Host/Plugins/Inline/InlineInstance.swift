import Wire

/// An instance in the host's own process, for trusted plugins where microseconds count.
///
/// A plugin that is prompt and safe for threads runs whole calls on the thread that submits
/// them; any other one has a thread of its own. Nothing protects the host from a crash here.
final class InlineInstance: Instance, @unchecked Sendable {  // the plugin's lock; see there
  private enum Work {
    case call, open, finishPackets, finish, close
    case push(Push)
  }

  private let plugin: Plugin
  private let loaded: LoadedInstance
  private let runsOnCaller: Bool
  private var queue = Deque<(Call, Work)>()
  private var direct = Deque<Call>()
  /// Those that are not done with; each knows its place.
  private var calls: [Call] = []
  private var isStopping = false
  private(set) var isOver = false
  private(set) var unanswered = 0
  private(set) var openStreams = 0

  init(plugin: Plugin, loaded: LoadedInstance) {
    self.plugin = plugin
    self.loaded = loaded
    let description = loaded.library.description
    runsOnCaller = description.isPrompt && description.isThreadSafe
  }

  /// - Returns: false when the system gives no thread.
  func launch() -> Bool { startThreadIfPossible("inl-\(plugin.name)") { self.live() } }

  var active: Int { calls.count }
  var isServing: Bool { !isStopping }
  var isResting: Bool { false }
  var processID: Int32? { nil }
  var bell: Ring? { nil }
  var poller: ReplyPoller? { nil }

  // MARK: With the lock held

  func begin(_ call: Call) -> Bool {
    call.instance = self
    call.started = Clock.now
    call.output = InlineOutput(call)
    call.slot = calls.count
    calls.append(call)
    unanswered += 1
    if call.isStream {
      openStreams += 1
      enqueue(call, .open)
    } else if runsOnCaller {
      direct.append(call)
    } else {
      enqueue(call, .call)
    }
    return true
  }

  func push(_ call: Call, _ push: Push) -> Bool { more(call, .push(push)) }
  func finishPackets(_ call: Call) -> Bool { more(call, .finishPackets) }
  func finish(_ call: Call) -> Bool { more(call, .finish) }
  func close(_ call: Call) { _ = more(call, .close) }
  func setCancelled(_ call: Call) { call.output?.cancel() }

  private func more(_ call: Call, _ work: Work) -> Bool {
    unanswered += 1
    enqueue(call, work)
    return true
  }

  private func enqueue(_ call: Call, _ work: Work) {
    queue.append((call, work))
    plugin.lock.notify()
  }

  func tick(_ now: Int64) -> [Call] {
    calls.filter { $0.phase == .running && $0.deadline <= now }
  }

  private func forget(_ call: Call) {
    guard let last = calls.popLast() else { return }
    if last !== call {
      calls[call.slot] = last
      last.slot = call.slot
    }
  }

  func stop(drain: Bool) {
    isStopping = true
    plugin.lock.notify()
  }

  // MARK: Without the lock

  /// Runs whole calls on this thread while there are any: those that were just begun, or some
  /// that another thread is about to look for.
  func doorbell() {
    guard runsOnCaller else { return }
    while let call = plugin.lock.withLock({ direct.popFirst() }) { perform(call, .call) }
  }

  func join(milliseconds: Int) -> Bool {
    let limit = Clock.now + Int64(milliseconds) * 1_000_000
    return plugin.lock.withLock {
      while !isOver, Clock.now < limit { plugin.lock.wait(nanoseconds: 20_000_000) }
      return isOver
    }
  }

  private func live() {
    while true {
      let next: (Call, Work)? = plugin.lock.withLock {
        while queue.isEmpty {
          if isStopping, openStreams == 0, unanswered == 0 {
            isOver = true
            plugin.leaving.removeAll { $0 === self }
            plugin.lock.notify()
            return nil
          }
          plugin.lock.wait()
        }
        return queue.popFirst()
      }
      guard let (call, work) = next else { return }
      perform(call, work)
    }
  }

  private func perform(_ call: Call, _ work: Work) {
    guard let output = call.output else { return }
    let began = Clock.now
    var failure: PluginFailure?
    var isLast = false
    switch work {
    case .call:
      let pushes = call.pushes
      failure = Executor.attempt { () throws(PluginFailure) in
        try unsafe Executor.call(
          loaded, parameters: call.parameters, pushes: pushes.map { unsafe ($0.header, $0.lent) },
          output: output)
      }
      isLast = true
    case .open:
      failure = Executor.attempt { () throws(PluginFailure) in
        call.session = try loaded.open(
          parameters: call.parameters, media: call.media, output: output)
      }
    case .push(let push):
      failure = step(call) { session throws(PluginFailure) in
        try unsafe Executor.push(session, push.header, push.lent)
      }
    case .finishPackets:
      failure = step(call) { session throws(PluginFailure) in try session.finishPackets() }
    case .finish:
      failure = step(call) { session throws(PluginFailure) in try session.finish() }
      isLast = true
    case .close: isLast = true
    }
    if isLast || failure != nil { call.session = nil }
    var isOpening = false
    if case .open = work { isOpening = true }
    answer(call, failure, isLast: isLast, isOpening: isOpening, Clock.now - began)
  }

  private func step(
    _ call: Call, _ body: (LoadedSession) throws(PluginFailure) -> Void
  ) -> PluginFailure? {
    call.session.flatMap { session in
      Executor.attempt { () throws(PluginFailure) in try body(session) }
    }
  }

  private func answer(
    _ call: Call, _ failure: PluginFailure?, isLast: Bool, isOpening: Bool, _ work: Int64
  ) {
    var answer: Result<CallTiming, PluginError>?
    var goesOn = false
    let rung: [any Instance] = plugin.lock.withLock {
      unanswered -= 1
      let isEnd = isLast || failure != nil
      if isEnd, call.phase == .running {
        let error = failure?.error(plugin: plugin.name)
        let timing = plugin.complete(call, error, computed: call.isStream ? 0 : work)
        answer = error.map { .failure($0) } ?? .success(timing)
      }
      goesOn = !isEnd && call.phase == .running
      if isEnd, !call.isClosed {
        call.isClosed = true
        if call.isStream { openStreams -= 1 }
        forget(call)
      }
      if isStopping { plugin.lock.notify() }
      return plugin.startWaiting()
    }
    // Its own doorbell is in a loop already: ringing it here would nest as deep as the queue.
    for instance in rung where !runsOnCaller || instance !== self { instance.doorbell() }
    if let answer { call.tell(answer) }
    if goesOn { call.deliverToStream { isOpening ? $0.opened() : $0.consumed() } }
  }
}

extension Push {
  /// Its bytes in this process.
  @unsafe var lent: UnsafeRawBufferPointer {
    switch place {
    case .payload(let payload): unsafe payload.bytes
    case .shared(let memory, let range): unsafe UnsafeRawBufferPointer(memory.bytes(range))
    }
  }
}
