import Plugins

/// One plugin as `GET /v1/plugins` and `patchbay plugins` tell it.
package struct PluginDocument: Equatable, Sendable {
  /// The name it is served under.
  package var name: String
  /// The name of its `PluginState`.
  package var state: String
  /// Why it is degraded, quarantined or refused.
  package var reason: String?
  /// The refusal's reason code.
  package var code: String?
  package var isolation: String
  package var instances: Int
  /// Nil where its library could not be read.
  package var description: Description?

  package init(
    name: String, state: String, reason: String?, code: String?, isolation: String,
    instances: Int, description: Description?
  ) {
    self.name = name
    self.state = state
    self.reason = reason
    self.code = code
    self.isolation = isolation
    self.instances = instances
    self.description = description
  }

  package init(
    name: String, state: PluginState, settings: PluginSettings, description: Description?
  ) {
    self.init(
      name: name, state: state.name, reason: state.reason, code: state.code,
      isolation: settings.isolation.rawValue, instances: settings.instances,
      description: description)
  }
}

extension PluginState {
  /// Why it does not serve as it should; nil where all is well.
  package var reason: String? {
    switch self {
    case .degraded(let why), .quarantined(let why): why
    case .refused(let refusal): refusal.message
    case .disabled, .loading, .ready: nil
    }
  }

  /// The refusal's reason code.
  package var code: String? {
    if case .refused(let refusal) = self { refusal.reason.rawValue } else { nil }
  }
}
