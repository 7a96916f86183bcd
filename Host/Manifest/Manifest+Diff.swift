import Plugins

extension Manifest {
  /// What would change: the host first, then plugins in the order of the new manifest, then those
  /// that it no longer has.
  package static func diff(_ old: HostSettings, _ new: HostSettings) -> [ManifestChange] {
    var changes: [ManifestChange] = []
    let hostKeys = keys(HostKeys.all, old, new)
    if !hostKeys.isEmpty { changes.append(.host(keys: hostKeys)) }
    for plugin in new.plugins {
      guard let before = old.plugins.first(where: { $0.name == plugin.name }) else {
        changes.append(.added(plugin: plugin.name))
        continue
      }
      let keys = keys(PluginKeys.all, before, plugin)
      if !keys.isEmpty { changes.append(.changed(plugin: plugin.name, keys: keys)) }
    }
    let names = Set(new.plugins.map(\.name))
    for plugin in old.plugins where !names.contains(plugin.name) {
      changes.append(.removed(plugin: plugin.name))
    }
    return changes
  }

  package static func diff(_ old: Manifest, _ new: Manifest) -> [ManifestChange] {
    diff(old.settings, new.settings)
  }

  private static func keys<Target>(
    _ keys: [ManifestKey<Target>], _ old: Target, _ new: Target
  ) -> [ManifestChange.Key] {
    keys.compactMap { key in
      let (before, after) = (key.write(old), key.write(new))
      return before == after ? nil : .init(name: key.name, old: before, new: after)
    }
  }
}
