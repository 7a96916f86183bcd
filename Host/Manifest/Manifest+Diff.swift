import Plugins

extension Manifest {
  /// What would change: the host and its modules first, then plugins in the order of the new
  /// manifest, then those that it no longer has.
  package func changes(from old: HostSettings, to new: HostSettings) -> [ManifestChange] {
    var changes: [ManifestChange] = []
    for section in sections {
      let keys = Self.keys(section.keys, old, new)
      if !keys.isEmpty { changes.append(.section(section.name, keys: keys)) }
    }
    for plugin in new.plugins {
      guard let before = old.plugins.first(where: { $0.name == plugin.name }) else {
        changes.append(.added(plugin: plugin.name))
        continue
      }
      let keys = Self.keys(PluginKeys.all, before, plugin)
      if !keys.isEmpty { changes.append(.changed(plugin: plugin.name, keys: keys)) }
    }
    let names = Set(new.plugins.map(\.name))
    for plugin in old.plugins where !names.contains(plugin.name) {
      changes.append(.removed(plugin: plugin.name))
    }
    return changes
  }

  package func changes(from old: Manifest) -> [ManifestChange] {
    changes(from: old.settings, to: settings)
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
