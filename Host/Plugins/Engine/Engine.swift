import Synchronization
import Wire

/// All plugins of a manifest.
package final class Engine: @unchecked Sendable {  // `lock` guards the variables
  package let programs: Programs
  package let probe: Probe
  private let lock = Lock()
  private var current: HostSettings
  private var list: [Plugin] = []
  /// Changes with the list of plugins, so that others can keep what they looked up.
  package let revision = Atomic<Int>(0)
  private let timekeeper: Timekeeper
  /// Starts the program that decodes media.
  package let media: MediaStarter
  /// One load or unload at a time.
  let loading = Lock()
  let mediaRuns = Turnstile()

  package init(settings: HostSettings, programs: Programs) {
    current = settings
    self.programs = programs
    probe = Probe(worker: programs.worker)
    media = MediaStarter(program: programs.media)
    timekeeper = Timekeeper(media: media)
    list = settings.plugins.map(makePlugin)
    mediaRuns.limit = settings.mediaRuns
  }

  private func makePlugin(_ settings: PluginSettings) -> Plugin {
    let plugin = Plugin(settings, probe: probe, worker: programs.worker, timekeeper: timekeeper)
    timekeeper.watch(plugin)
    return plugin
  }

  package var settings: HostSettings { lock.withLock { current } }

  /// In the manifest's order.
  package var plugins: [Plugin] { lock.withLock { list } }

  /// The plugin that is served under `name`.
  package func plugin(_ name: String) throws(PluginError) -> Plugin {
    let all = plugins
    if let plugin = all.first(where: { $0.name == name }) { return plugin }
    throw unknown(name, all.map(\.name))
  }

  func unknown(_ name: String, _ names: [String]) -> PluginError {
    let hint = closestMatch(name, among: names).map { "; did you mean '\($0)'?" } ?? ""
    return PluginError(.unknownPlugin, "no plugin named '\(name)'\(hint)")
  }

  // MARK: Life

  /// Probes all libraries and starts their workers, all at once; returns when each is ready or
  /// refused.
  package func start() {
    timekeeper.start()
    let all = plugins.filter { $0.settings.isEnabled }
    let group = Countdown(all.count)
    for plugin in all {
      let load = { @Sendable in
        plugin.load()
        group.arrive()
      }
      if !startThreadIfPossible("load-\(plugin.name)", load) { load() }
    }
    group.wait()
  }

  /// Lets what is under way end, at most for `seconds`, then ends all workers.
  package func stop(within seconds: Double) {
    let all = plugins
    for plugin in all { plugin.retire() }
    timekeeper.stop()
    let limit = Clock.now + Clock.nanoseconds(seconds)
    for plugin in all {
      plugin.join(milliseconds: Int(max(0, limit - Clock.now) / 1_000_000))
    }
  }

  /// Loads a plugin, or loads it again: the new workers are ready before the old ones drain. On
  /// failure the old ones stay.
  package func load(_ name: String) throws(PluginError) {
    let plugin = try plugin(name)
    try loading.withLock { () throws(PluginError) in try plugin.reload(plugin.settings) }
  }

  /// Ends a plugin's workers once they have nothing to do.
  package func unload(_ name: String) throws(PluginError) {
    let plugin = try plugin(name)
    loading.withLock {
      plugin.disable(drain: true)
      plugin.join(milliseconds: 10_000)
    }
  }

  /// Follows a new manifest: what is new is loaded, what is gone is unloaded, what has changed
  /// is loaded again. - Returns: a sentence for each.
  package func apply(_ settings: HostSettings) -> [String] {
    loading.withLock {
      var done: [String] = []
      let old = plugins
      var new: [Plugin] = []
      for wanted in settings.plugins {
        if let plugin = old.first(where: { $0.name == wanted.name }) {
          new.append(plugin)
          done += follow(plugin, wanted)
        } else {
          let plugin = makePlugin(wanted)
          new.append(plugin)
          plugin.load()
          done.append("\(wanted.name): added, now \(plugin.state.name)")
        }
      }
      lock.withLock {
        list = new
        revision.add(1, ordering: .releasing)
        current = settings
        mediaRuns.limit = settings.mediaRuns
      }
      for plugin in old where !new.contains(where: { $0 === plugin }) {
        plugin.retire()
        // What it is at work on may end, but not take for ever.
        _ = startThreadIfPossible("retire") { plugin.join(milliseconds: 10_000) }
        done.append("\(plugin.name): removed")
      }
      return done
    }
  }

  private func follow(_ plugin: Plugin, _ wanted: PluginSettings) -> [String] {
    let isSame = wanted == plugin.settings && !plugin.libraryHasChanged
    if isSame, plugin.state.isServing || !wanted.isEnabled { return [] }
    if !wanted.isEnabled {
      let wasDisabled = plugin.state == .disabled
      plugin.change(to: wanted)
      if wasDisabled { return [] }
      plugin.disable(drain: true)
      return ["\(plugin.name): disabled"]
    }
    do throws(PluginError) {
      try plugin.reload(wanted)
      return ["\(plugin.name): loaded again, now \(plugin.state.name)"]
    } catch {
      return ["\(plugin.name): kept as it was: \(error.message)"]
    }
  }
}
