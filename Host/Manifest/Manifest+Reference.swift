import Plugins

extension Manifest {
  /// A key of the manifest, for documents and help.
  package struct KeyReference: Equatable, Sendable {
    /// A section, such as "host", or "plugins.NAME", or "defaults and plugins.NAME".
    package var section: String
    package var name: String
    package var form: String
    /// As it could be written; "" where there is none.
    package var defaultValue: String
    package var summary: String
  }

  /// Every key below `host`, the modules' sections, `defaults` and `plugins`, in the order in which
  /// they are best read.
  package static func reference(_ more: [ManifestSection] = []) -> [KeyReference] {
    ([.host] + more).flatMap { section in
      references(section.keys, HostSettings()) { _ in section.name }
    }
      + references(PluginKeys.all, PluginSettings(name: "NAME", library: "libNAME.so")) {
        $0.isShared ? "defaults and plugins.NAME" : "plugins.NAME"
      }
  }

  private static func references<Target>(
    _ keys: [ManifestKey<Target>], _ defaults: Target,
    _ section: (ManifestKey<Target>) -> String
  ) -> [KeyReference] {
    keys.map { key in
      KeyReference(
        section: section(key), name: key.name, form: key.form, defaultValue: key.write(defaults),
        summary: key.summary)
    }
  }
}
