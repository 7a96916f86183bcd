import Wire

/// How a plugin comes and goes.
extension Plugin {
  /// The first load. A failure becomes the plugin's state.
  func load() {
    guard settings.isEnabled else { return }
    do throws(PluginError) {
      try reload(settings)
    } catch {
      lock.withLock {
        if refusal == nil { refusal = Refusal(.failedToStart, error.message) }
      }
      writeLine("\(name): not loaded: \(error.message)")
    }
  }

  /// Starts instances of the library as it is now and switches to them; the old ones drain. If
  /// that fails, the old ones stay.
  func reload(_ settings: PluginSettings) throws(PluginError) {
    let description: Description
    let values: [Value]
    do throws(Refusal) {
      description = try engine.probe.examine(settings.library, checksum: settings.checksum).get()
      values = try adminValues(description, settings)
    } catch {
      lock.withLock { if instances.isEmpty { (refusal, isEnabled) = (error, true) } }
      throw PluginError(.refused, error.message)
    }
    let fresh = try makeInstances(settings, description, values)
    let (old, rung): ([any Instance], [any Instance]) = lock.withLock {
      let old = instances
      instances = fresh
      for instance in old { instance.stop(drain: true) }
      current = settings
      known = description
      revision.add(1, ordering: .releasing)
      formats = description.inputs.map { input in
        if case .frame(let wish) = input.kind { wish.pixelFormat } else { .gray8 }
      }
      loadedLibrary = libraryIdentity(settings.library)
      (refusal, quarantine, fault, failuresInARow) = (nil, nil, nil, 0)
      isEnabled = true
      hasServed = true
      return (old, startWaiting())
    }
    for instance in old + rung { instance.doorbell() }
  }

  private func makeInstances(
    _ settings: PluginSettings, _ description: Description, _ values: [Value]
  ) throws(PluginError) -> [any Instance] {
    switch settings.isolation {
    case .inline: return try makeInline(settings, values)
    case .process: break
    }
    let fresh = (0..<max(1, settings.instances)).map { _ in
      WorkerInstance(
        plugin: self, settings: settings, description: description, values: values)
    }
    for instance in fresh { instance.launch() }
    var failure: PluginError?
    for instance in fresh {
      lock.withLock {
        while !instance.isServing, !instance.isOver, instance.startFailure == nil { lock.wait() }
        failure = failure ?? instance.startFailure
      }
    }
    if let failure {
      lock.withLock { for instance in fresh { instance.stop(drain: false) } }
      throw failure
    }
    return fresh
  }

  private func makeInline(
    _ settings: PluginSettings, _ values: [Value]
  ) throws(PluginError) -> [any Instance] {
    let library: LoadedLibrary
    do throws(Refusal) {
      library = try LoadedLibrary(path: settings.library)
    } catch {
      throw PluginError(.refused, error.message)
    }
    let name = name
    var fresh: [any Instance] = []
    for _ in 0..<max(1, settings.instances) {
      do throws(PluginFailure) {
        let loaded = try LoadedInstance(library, values: values) { _, line in
          writeLine("\(name): \(line)")
        }
        fresh.append(InlineInstance(plugin: self, loaded: loaded))
      } catch {
        lock.withLock { for instance in fresh { instance.stop(drain: false) } }
        throw error.error(plugin: name)
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
      return try description.adminValues(fixed: settings.parameters)
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
      for instance in instances { instance.stop(drain: drain) }
      leaving += instances
      instances = []
      return (leaving, lost)
    }
    for call in lost { call.receiver.ended(.failure(error)) }
    for instance in old { instance.doorbell() }
  }

  /// Waits for the instances that were told to stop, and ends those that do not.
  func join(milliseconds: Int) {
    let old = lock.withLock { leaving }
    for instance in old where !instance.join(milliseconds: milliseconds) {
      lock.withLock { instance.stop(drain: false) }
      _ = instance.join(milliseconds: 2000)
    }
    lock.withLock { leaving.removeAll { gone in old.contains { $0 === gone } } }
  }

  func change(to settings: PluginSettings) { lock.withLock { current = settings } }

  /// The library's file is not the one that was loaded.
  var libraryHasChanged: Bool {
    let (path, loaded) = lock.withLock { (current.library, loadedLibrary) }
    return libraryIdentity(path) != loaded
  }
}
