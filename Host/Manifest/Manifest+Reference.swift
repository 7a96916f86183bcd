import Plugins

extension Manifest {
  /// A key of the manifest, for documents and help.
  package struct KeyReference: Equatable, Sendable {
    /// "host", "plugins.NAME", or "defaults and plugins.NAME".
    package var section: String
    package var name: String
    package var form: String
    /// As it could be written; "" where there is none.
    package var defaultValue: String
    package var summary: String
  }

  /// Every key below `host`, `defaults` and `plugins`, in the order in which they are best read.
  package static var reference: [KeyReference] {
    references(HostKeys.all, HostSettings()) { _ in "host" }
      + references(PluginKeys.all, PluginSettings(name: "NAME", library: "libNAME.so")) {
        $0.isShared ? "defaults and plugins.NAME" : "plugins.NAME"
      }
  }

  /// The reference as text for a terminal.
  package static var referenceText: String {
    var text = ""
    var section = ""
    for key in reference {
      if key.section != section {
        section = key.section
        text += "\(text.isEmpty ? "" : "\n")In \(section):\n"
      }
      text += "  \(key.name): \(key.defaultValue)\n      \(key.summary)\n      Takes \(key.form).\n"
    }
    return text
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
