import Plugins
import Wire

/// Runs plugins without a server: the engine and its workers, for as long as the command lasts.
package final class LocalBackend: RunBackend, @unchecked Sendable {  // `lock` guards the variables
  private let settings: HostSettings
  private let lock = Lock()
  private var engine: Engine?
  private var current: (any Cancellable)?
  private var isCancelled = false

  package init(settings: HostSettings) { self.settings = settings }

  package func plugins(_ names: [String]) throws(CommandError) -> [RunPlugin] {
    let known = settings.plugins.map(\.name)
    for name in names where !known.contains(name) {
      throw CommandError(
        .pluginUnavailable, "no plugin named '\(name)'" + suggestion(name, among: known))
    }
    var settings = settings
    settings.plugins.removeAll { !names.contains($0.name) }
    let engine = Engine(settings: settings, programs: .besideThisProgram())
    lock.withLock { self.engine = engine }
    engine.start()
    var plugins: [RunPlugin] = []
    for name in names {
      let plugin = try inEngine { () throws(PluginError) in try engine.plugin(name) }
      guard plugin.state.isServing, let description = plugin.description else {
        throw CommandError(.pluginUnavailable, "\(name) \(plugin.state.absence)")
      }
      plugins.append(
        RunPlugin(name: name, description: description, fixed: plugin.settings.parameters))
    }
    return plugins
  }

  package func run(_ job: RunJob, into collector: RunCollector) throws(CommandError) {
    guard let engine = lock.withLock({ engine }) else { return }
    var targets: [RunTarget] = []
    for plugin in job.plugins {
      let target = try inEngine { () throws(PluginError) in try engine.plugin(plugin.name) }
      targets.append(RunTarget(plugin: target, parameters: try plugin.values()))
    }
    guard let file = job.file else {
      try submit(targets, job, collector)
      return
    }
    let receiver = MediaRunReceiver(collector)
    let run = MediaRun(
      engine: engine, source: .path(file), texts: job.texts, targets: targets,
      timeout: job.timeout, receiver: receiver)
    try inEngine { () throws(PluginError) in try run.start() }
    keep(run)
  }

  /// Plugins that take texts alone need no media run.
  private func submit(
    _ targets: [RunTarget], _ job: RunJob, _ collector: RunCollector
  ) throws(CommandError) {
    for (index, target) in targets.enumerated() {
      var inputs: [CallInput] = []
      for (port, input) in job.plugins[index].description.inputs.enumerated() {
        for text in job.texts[input.name] ?? [] {
          inputs.append(.text(port: port, Payload(Array(text.utf8))))
        }
      }
      let receiver = CallReceiverForTarget(collector, target: index)
      let call = Call(
        parameters: target.parameters, inputs: inputs, timeout: job.timeout, receiver: receiver)
      keep(call)
      try inEngine { () throws(PluginError) in try target.plugin.submit(call) }
      receiver.wait()
    }
    collector.finished()
  }

  private func keep(_ run: any Cancellable) {
    let isLate = lock.withLock {
      current = run
      return isCancelled
    }
    if isLate { run.cancel() }
  }

  package func cancel() {
    let run = lock.withLock {
      isCancelled = true
      return current
    }
    run?.cancel()
  }

  package func stop() {
    lock.withLock { engine }?.stop(within: 2)
  }

  private func inEngine<T>(_ body: () throws(PluginError) -> T) throws(CommandError) -> T {
    do throws(PluginError) {
      return try body()
    } catch {
      throw CommandError(error)
    }
  }
}

extension PluginState {
  /// Why a plugin cannot be used, after its name.
  package var absence: String {
    switch self {
    case .disabled: "is disabled or was unloaded"
    case .loading, .ready, .degraded: "is not ready"
    case .quarantined(let why): "is quarantined: \(why)"
    case .refused(let refusal): "is refused (\(refusal.reason.rawValue)): \(refusal.message)"
    }
  }
}

/// What Ctrl-C ends.
protocol Cancellable: Sendable {
  func cancel()
}

extension MediaRun: Cancellable {}
extension Call: Cancellable {}
