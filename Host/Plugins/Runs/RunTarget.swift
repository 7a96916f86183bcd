/// A plugin that takes part in a run, with a value for each of its parameters.
package struct RunTarget: Sendable {
  package var plugin: Plugin
  package var parameters: [Value]

  package init(plugin: Plugin, parameters: [Value]) {
    self.plugin = plugin
    self.parameters = parameters
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
