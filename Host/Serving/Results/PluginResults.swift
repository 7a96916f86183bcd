import Plugins

/// What one plugin found in one run, gathered for an answer that is sent when the run ends.
package struct PluginResults: Sendable {
  /// Media that could not be read, at this time in seconds.
  package struct Warning: Equatable, Sendable {
    package var time: Double
    package var text: String
  }

  /// The name that the plugin is served under.
  package let plugin: String
  package let outputs: [OutputPort]
  /// What came out of each output port, in the order of `outputs`.
  package private(set) var events: [[Event]]
  package private(set) var warnings: [Warning] = []
  /// Why the plugin failed, if it did.
  package private(set) var error: PluginError?

  package init(plugin: String, outputs: [OutputPort]) {
    self.plugin = plugin
    self.outputs = outputs
    events = Array(repeating: [], count: outputs.count)
  }

  /// Keeps `event`, unless it is a progress.
  package mutating func add(_ event: Event) {
    switch event {
    case .segment(let port, _, _, _, _), .vector(let port, _, _),
      .label(let port, _, _, _, _), .artifact(let port, _, _, _):
      events[port].append(event)
    case .warning(let time, let text):
      warnings.append(Warning(time: time, text: text))
    case .progress:
      break
    }
  }

  package mutating func fail(_ error: PluginError) { self.error = error }
}
