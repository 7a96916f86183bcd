import PatchbayABI
import Wire

/// How a plugin comes and goes.
extension Plugin {
  /// The first load. A failure becomes the plugin's state.
  func load() {
    guard settings.isEnabled else { return }
    do throws(PluginError) {
      try reload(settings)
    } catch {
      writeLine("\(name): not loaded: \(error.message)")
    }
  }

  /// Starts instances of the library as it is now and switches to them; the old ones drain. If
  /// that fails, the old ones stay.
  func reload(_ settings: PluginSettings) throws(PluginError) {
    let identity = libraryIdentity(settings.library)
    let description: Description
    let fresh: [any Instance]
    do throws(Refusal) {
      description = try probe.examine(settings.library, checksum: settings.checksum).get()
      let values = try adminValues(description, settings)
      fresh = try makeInstances(settings, description, values, identity)
    } catch {
      lock.withLock { if instances.isEmpty, !isRetired { (refusal, isEnabled) = (error, true) } }
      throw PluginError(.refused, error.message)
    }
    let (lost, rung): ([Call], [any Instance]) = lock.withLock {
      starting = []
      guard !isRetired else {
        for instance in fresh { instance.stop(drain: false) }
        return ([], fresh)
      }
      leaving += instances.filter { !$0.isOver }
      for instance in instances { instance.stop(drain: true) }
      let old = instances
      instances = fresh
      let lost = known == nil || known == description ? [] : failWaiting(replaced)
      current = settings
      known = description
      revision.add(1, ordering: .releasing)
      loadedLibrary = identity
      (refusal, quarantine, fault, failuresInARow) = (nil, nil, nil, 0)
      isEnabled = true
      hasServed = true
      return (lost, old + startWaiting())
    }
    for call in lost { call.tell(.failure(replaced)) }
    for instance in rung { instance.doorbell() }
  }

  private func makeInstances(
    _ settings: PluginSettings, _ description: Description, _ values: [Value],
    _ identity: FileIdentity?
  ) throws(Refusal) -> [any Instance] {
    switch settings.isolation {
    case .inline: return try makeInline(settings, description, values)
    case .process: break
    }
    let fresh = (0..<max(1, settings.instances)).map { _ in
      WorkerInstance(
        plugin: self, settings: settings, description: description, values: values,
        identity: identity)
    }
    lock.withLock { starting = fresh }
    for instance in fresh { instance.launch() }
    var failure: PluginError?
    for instance in fresh {
      lock.withLock {
        // It may have gone to rest already.
        while !instance.isServing, !instance.isResting, !instance.isOver { lock.wait() }
        failure = failure ?? instance.startFailure
      }
    }
    if let failure {
      lock.withLock {
        for instance in fresh { instance.stop(drain: false) }
        starting = []
      }
      throw Refusal(.failedToStart, failure.message)
    }
    return fresh
  }

  private func makeInline(
    _ settings: PluginSettings, _ description: Description, _ values: [Value]
  ) throws(Refusal) -> [any Instance] {
    let library = try LoadedLibrary(path: settings.library)
    let name = name
    guard library.description == description else {
      throw Refusal(
        .failedToStart,
        "\(name) runs inside the host, which has the old library loaded; restart the host, "
          + "or use 'isolation: process'")
    }
    var fresh: [any Instance] = []
    for _ in 0..<max(1, settings.instances) {
      do throws(PluginFailure) {
        let loaded = try LoadedInstance(library, values: values) { _, line in
          writeLine("\(name): \(line)")
        }
        let instance = InlineInstance(plugin: self, loaded: loaded)
        guard instance.launch() else {
          throw PluginFailure(status: PATCHBAY_UNAVAILABLE, sentence: "there is no thread for it")
        }
        fresh.append(instance)
      } catch {
        lock.withLock { for instance in fresh { instance.stop(drain: false) } }
        throw Refusal(.failedToStart, error.error(plugin: name).message)
      }
    }
    return fresh
  }

  /// Values of the ADMIN parameters; every parameter of the manifest must exist and fit.
  private func adminValues(
    _ description: Description, _ settings: PluginSettings
  ) throws(Refusal) -> [Value] {
    do throws(ParameterError) {
      let known = description.parameters.map(\.name)
      for parameter in settings.parameters.keys.sorted() where !known.contains(parameter) {
        throw ParameterError(
          plugin: name, parameter: parameter, problem: .unknown(known: known))
      }
      _ = try description.values(from: [], fixed: settings.parameters)
      var fixed = settings.parameters
      for (setting, text) in settings.offered where fixed[setting] == nil {
        fixed[setting] = ParameterSetting(text: text, line: 0, column: 0)
      }
      return try description.adminValues(fixed: fixed)
    } catch {
      throw Refusal(.badSettings, error.description)
    }
  }

  /// No requests from now on. With `drain`, what is under way may end.
  func disable(drain: Bool) {
    let error = PluginError(.disabled, "\(name) was unloaded")
    let (old, lost): ([any Instance], [Call]) = lock.withLock {
      isEnabled = false
      let lost = failWaiting(error)
      for instance in starting { instance.stop(drain: false) }
      for instance in instances { instance.stop(drain: drain) }
      leaving += instances.filter { !$0.isOver }
      instances = []
      return (leaving, lost)
    }
    for call in lost { call.tell(.failure(error)) }
    for instance in old { instance.doorbell() }
  }

  /// Like `disable`, for good: the plugin is no longer part of the host, or the host stops.
  func retire() {
    lock.withLock { isRetired = true }
    disable(drain: true)
  }

  /// Nothing of it runs any more, and nothing will.
  var isGone: Bool {
    lock.withLock { isRetired && starting.isEmpty && instances.isEmpty && leaving.isEmpty }
  }

  /// Waits for the instances that were told to stop, and ends those that do not.
  func join(milliseconds: Int) {
    let old = lock.withLock { leaving }
    for instance in old where !instance.join(milliseconds: milliseconds) {
      lock.withLock { instance.stop(drain: false) }
      _ = instance.join(milliseconds: 2000)
    }
  }

  func change(to settings: PluginSettings) { lock.withLock { current = settings } }

  /// The library's file is not the one that was loaded.
  var libraryHasChanged: Bool {
    let (path, loaded) = lock.withLock { (current.library, loadedLibrary) }
    return libraryIdentity(path) != loaded
  }
}
