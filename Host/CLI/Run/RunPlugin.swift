import Plugins

/// A plugin of a run, as far as the command line needs to know it.
package struct RunPlugin: Sendable {
  package let name: String
  package let description: Description
  /// What the manifest sets in place of the plugin's own defaults.
  var fixed: [String: ParameterSetting] = [:]
  /// What the command line sets.
  var settings: [PluginFlag.Setting] = []

  /// A value for every parameter of a session, in declared order.
  func values() throws(CommandError) -> [Value] {
    do throws(ParameterError) {
      return try description.values(
        from: settings.map { (name: $0.name, text: $0.text) }, fixed: fixed)
    } catch {
      throw CommandError(.usage, "run: \(error.description)")
    }
  }
}
