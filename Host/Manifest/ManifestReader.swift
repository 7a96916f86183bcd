import Plugins

/// Turns the tree of a manifest into settings, and collects everything that is wrong in it.
package struct ManifestReader {
  let source: ManifestSource
  let search: LibrarySearch
  let sections: [ManifestSection]
  private(set) var errors: [ManifestError] = []
  /// Where each plugin's parameters are named, by plugin and parameter.
  private(set) var parameterMarks: [String: [String: YamlMark]] = [:]
  private var plugin = ""
  /// Where plugins are named before it is known which ones there are.
  private var pluginMentions: [(key: String, name: String, mark: YamlMark)] = []

  init(source: ManifestSource, search: LibrarySearch, sections: [ManifestSection]) {
    self.source = source
    self.search = search
    self.sections = sections
  }

  mutating func report(_ message: String, at mark: YamlMark) {
    errors.append(source.error(message, at: mark))
  }

  /// A path of the manifest, relative to its folder.
  package func resolve(_ path: String) -> String { search.resolve(path) }

  // MARK: The sections

  mutating func read() -> HostSettings {
    var settings = HostSettings()
    let (root, faults) = YamlTree.read(source.bytes)
    for fault in faults { report(fault.message, at: fault.mark) }
    guard let root else { return settings }
    let known = ["version"] + sections.map(\.name) + ["defaults", "plugins"]
    guard let entries = mapping(of: "the manifest", root, "a mapping that begins with 'version: 1'")
    else { return settings }
    for entry in entries where !known.contains(entry.key) {
      reportUnknown("key", entry, known: known)
    }
    checkVersion(entries.first { $0.key == "version" }, root)
    for section in sections {
      section.prepare(&settings, search.manifestFolder)
      guard let entry = entries.first(where: { $0.key == section.name }) else { continue }
      read(entry.value, of: section.name, section.keys, into: &settings)
    }
    var defaults = PluginSettings(name: "", library: "")
    if let shared = entries.first(where: { $0.key == "defaults" }) {
      readDefaults(shared.value, into: &defaults)
    }
    if settings.libraries.isEmpty { settings.libraries = [search.executableFolder] }
    if let plugins = entries.first(where: { $0.key == "plugins" }) {
      readPlugins(plugins.value, defaults, into: &settings)
    }
    checkMentions(settings.plugins.map(\.name))
    errors.sort { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
    return settings
  }

  private mutating func checkVersion(_ entry: YamlEntry?, _ root: YamlNode) {
    guard let entry else {
      return report("'version' is missing; begin the file with 'version: 1'", at: root.mark)
    }
    if case .scalar("1", _) = entry.value.content { return }
    if case .invalid = entry.value.content { return }
    report(
      "'version' is \(written(entry.value)); this host reads version 1", at: entry.value.mark)
  }

  private mutating func readDefaults(_ node: YamlNode, into defaults: inout PluginSettings) {
    let shared = PluginKeys.all.filter(\.isShared)
    guard !node.isNull, let entries = mapping(of: "defaults", node, "a mapping") else { return }
    for entry in entries {
      if let key = shared.first(where: { $0.name == entry.key }) {
        key.read(entry.value, &defaults, &self)
      } else if PluginKeys.all.contains(where: { $0.name == entry.key }) {
        report(
          "'\(entry.key)' belongs to one plugin; set it in the plugin's own entry", at: entry.mark)
      } else {
        reportUnknown("key", entry, known: shared.map(\.name))
      }
    }
  }

  private mutating func readPlugins(
    _ node: YamlNode, _ defaults: PluginSettings, into settings: inout HostSettings
  ) {
    guard !node.isNull else { return }
    guard let entries = mapping(of: "plugins", node, "a mapping of names to settings") else {
      return
    }
    let offers = sections.offers(settings)
    for entry in entries {
      if !isIdentifier(entry.key) {
        report(
          "the name \(shown(entry.key)) must be made of the letters a-z, the digits 0-9 and '-'",
          at: entry.mark)
      }
      var plugin = defaults
      plugin.offered = offers
      plugin.name = entry.key
      plugin.library = "lib\(entry.key).so"
      self.plugin = entry.key
      if !entry.value.isNull {
        read(entry.value, of: entry.key, PluginKeys.all, into: &plugin)
      }
      plugin.library = search.path(of: plugin.library, in: settings.libraries)
      settings.plugins.append(plugin)
    }
  }

  package static let pluginListForm = "a list of plugins of this file, such as [motion, scenes]"

  /// The names in a list of plugins, or nil after a report. Of those in `optional` none need be
  /// there.
  package mutating func plugins(
    of key: String, _ node: YamlNode, optional: [String] = []
  ) -> [String]? {
    switch node.content {
    case .sequence(let elements):
      return elements.compactMap { element in
        let name = value(of: key, element, ManifestRule<String>.text("a plugin's name"))
        if let name, !optional.contains(name) {
          pluginMentions.append((key, name, element.mark))
        }
        return name
      }
    case .invalid: return nil
    default:
      report("'\(key)' is \(written(node)); it must be \(Self.pluginListForm)", at: node.mark)
      return nil
    }
  }

  private mutating func checkMentions(_ names: [String]) {
    for (key, name, mark) in pluginMentions where !names.contains(name) {
      report(
        "'\(key)' names the plugin \(shown(name)), which is not in this file"
          + suggestion(name, among: names), at: mark)
    }
  }

  private mutating func read<Target>(
    _ node: YamlNode, of section: String, _ keys: [ManifestKey<Target>], into target: inout Target
  ) {
    guard !node.isNull, let entries = mapping(of: section, node, "a mapping") else { return }
    for entry in entries {
      if let key = keys.first(where: { $0.name == entry.key }) {
        key.read(entry.value, &target, &self)
      } else {
        reportUnknown("key", entry, known: keys.map(\.name))
      }
    }
  }

  private mutating func reportUnknown(_ what: String, _ entry: YamlEntry, known: [String]) {
    let hint = suggestion(entry.key, among: known)
    let list = hint.isEmpty ? "; known here are \(listed(known, "and"))" : hint
    report("unknown \(what) \(shown(entry.key))\(list)", at: entry.mark)
  }

  // MARK: Parameters

  mutating func readParameters(_ node: YamlNode, into settings: inout PluginSettings) {
    guard !node.isNull, let entries = mapping(of: "parameters", node, "a mapping") else { return }
    for entry in entries {
      parameterMarks[plugin, default: [:]][entry.key] = entry.mark
      let mark = entry.value.mark
      if case .scalar(let text, _) = entry.value.content, !entry.value.isNull {
        settings.parameters[entry.key] = ParameterSetting(
          text: text, line: mark.line, column: mark.column)
      } else if entry.value.isNull {
        report(
          "'\(entry.key)' has no value; leave the line out to take the plugin's own", at: mark)
      } else if case .invalid = entry.value.content {
      } else {
        report("'\(entry.key)' is \(entry.value.kind); it must be a single value", at: mark)
      }
    }
  }
}
