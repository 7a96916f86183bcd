/// A plugin that takes part in a run, with a value for each of its parameters.
package struct RunTarget: Sendable {
  package var plugin: Plugin
  package var parameters: [Value]
  /// What the plugin was when the run was planned; if it is another one when the run begins, its
  /// part of the run fails.
  package var description: Description?

  package init(plugin: Plugin, parameters: [Value], description: Description? = nil) {
    self.plugin = plugin
    self.parameters = parameters
    self.description = description ?? plugin.description
  }
}

/// Takes what a run sends back. The functions are called one at a time.
package protocol RunReceiver: AnyObject, Sendable {
  /// The header was read.
  func opened(_ info: MediaInfo)
  /// `target` is an index into the run's targets.
  func receive(_ event: Event, target: Int)
  /// Once for each target.
  func ended(_ result: Result<CallTiming, PluginError>, target: Int)
  /// The last one.
  func finished()
}
