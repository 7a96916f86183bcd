import Plugins

/// Gives each plugin of a run the settings that are meant for it.
package enum RunSettings {
  /// - Parameter flags: what the plugins' own flags said; - `sets`: the texts of `--set`.
  package static func assign(
    flags: [PluginFlag.Setting], sets: [String], to plugins: [RunPlugin]
  ) throws(CommandError) -> [RunPlugin] {
    var plugins = plugins
    for setting in flags { try assign(setting, to: &plugins) }
    for text in sets {
      guard let equals = text.firstIndex(of: "="), equals > text.startIndex else {
        throw usage("'--set \(text)': needs NAME=VALUE, such as --set sensitivity=0.7")
      }
      let name = String(text[..<equals])
      let value = String(text[text.index(after: equals)...])
      if let dot = name.firstIndex(of: ".") {
        let plugin = String(name[..<dot])
        guard let position = plugins.firstIndex(where: { $0.name == plugin }) else {
          throw usage(
            "'--set \(text)': no plugin '\(plugin)' in this run"
              + suggestion(plugin, among: plugins.map(\.name)))
        }
        let parameter = String(name[name.index(after: dot)...])
        plugins[position].settings.append(.init(name: parameter, text: value))
      } else {
        try assign(.init(name: name, text: value), to: &plugins)
      }
    }
    return plugins
  }

  /// To every plugin that has a parameter of that name.
  private static func assign(
    _ setting: PluginFlag.Setting, to plugins: inout [RunPlugin]
  ) throws(CommandError) {
    let takers = plugins.indices.filter { index in
      plugins[index].description.parameters.contains { $0.name == setting.name }
    }
    // Of one plugin, its own check says best what is wrong with the name.
    if plugins.count == 1 {
      plugins[0].settings.append(setting)
      return
    }
    guard !takers.isEmpty else {
      let names = plugins.flatMap { $0.description.parameters.filter { !$0.isAdmin }.map(\.name) }
      throw usage(
        "no plugin of this run has a parameter '\(setting.name)'"
          + suggestion(setting.name, among: names))
    }
    for index in takers { plugins[index].settings.append(setting) }
  }

  private static func usage(_ message: String) -> CommandError {
    CommandError(.usage, "run: \(message)\n\(Parser.advice("run"))")
  }
}
