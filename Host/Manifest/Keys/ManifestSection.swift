import Plugins

/// A section of the manifest beside `defaults` and `plugins`: the host's, or one that a module of
/// the program brings with it.
package struct ManifestSection: Sendable {
  package let name: String
  let keys: [ManifestKey<HostSettings>]
  /// Sets what holds where the section says nothing; the second is the manifest's folder, "" for
  /// the current one.
  let prepare: @Sendable (inout HostSettings, String) -> Void
  /// Values for settings that a plugin's entry leaves open, by the setting's name.
  let offer: @Sendable (HostSettings) -> [String: String]

  package init(
    _ name: String, keys: [ManifestKey<HostSettings>],
    prepare: @escaping @Sendable (_ settings: inout HostSettings, _ folder: String) -> Void = {
      _, _ in
    },
    offer: @escaping @Sendable (_ settings: HostSettings) -> [String: String] = { _ in [:] }
  ) {
    self.name = name
    self.keys = keys
    self.prepare = prepare
    self.offer = offer
  }
}

extension [ManifestSection] {
  /// What all of them offer to every plugin.
  func offers(_ settings: HostSettings) -> [String: String] {
    reduce(into: [:]) { all, section in all.merge(section.offer(settings)) { first, _ in first } }
  }

  /// The settings of a host without a manifest, in the current folder.
  package func settings(plugins: [PluginSettings]) -> HostSettings {
    var settings = HostSettings()
    for section in self { section.prepare(&settings, "") }
    settings.plugins = plugins
    let offers = offers(settings)
    for index in settings.plugins.indices { settings.plugins[index].offered = offers }
    return settings
  }
}
