/// What a plugin of the manifest is up to.
package enum PluginState: Equatable, Sendable {
  case disabled
  case loading
  case ready
  /// Serves, but some instance is down or has just crashed: why.
  case degraded(String)
  /// Crashed too often in a row: why. Stays so until it is loaded again.
  case quarantined(String)
  /// Its library cannot be used.
  case refused(Refusal)

  package var name: String {
    switch self {
    case .disabled: "disabled"
    case .loading: "loading"
    case .ready: "ready"
    case .degraded: "degraded"
    case .quarantined: "quarantined"
    case .refused: "refused"
    }
  }

  /// Takes requests.
  package var isServing: Bool {
    switch self {
    case .ready, .degraded: true
    default: false
    }
  }
}

/// Why a library is not loaded.
package struct Refusal: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Reason: String, Sendable, CaseIterable {
    case notFound = "not-found"
    case wrongArchitecture = "wrong-architecture"
    case missingDependency = "missing-dependency"
    case missingSymbol = "missing-symbol"
    case wrongABI = "wrong-abi"
    case crashedOnLoad = "crashed-on-load"
    case hungOnLoad = "hung-on-load"
    case badDescriptor = "bad-descriptor"
    case refusedByChecksum = "refused-by-checksum"
    /// The library is sound, but `create` failed: a model or a device is missing.
    case failedToStart = "failed-to-start"
    /// The manifest gives it parameters that it does not have or cannot take.
    case badSettings = "bad-settings"
  }

  package let reason: Reason
  /// What happened, where, what to do.
  package let message: String

  package init(_ reason: Reason, _ message: String) {
    self.reason = reason
    self.message = message
  }

  package var description: String { message }
}
