import PatchbayABI

/// Why a call ended without doing its work: a status for programs, a sentence for people.
public struct PluginFailure: Error, Equatable, CustomStringConvertible {
  public enum Status: Sendable {
    /// The plugin could not do its work.
    case failed
    /// A parameter has a value that the plugin cannot use.
    case badParameter
    /// The media is not what the plugin can work with.
    case badInput
    /// Something the plugin needs, such as a model or a device, is missing.
    case unavailable
    /// The plugin stopped because nobody waits for it any more.
    case cancelled
  }

  public var status: Status
  /// One sentence: what happened, and what to do about it.
  public var sentence: String

  public init(_ status: Status, _ sentence: String) {
    self.status = status
    self.sentence = sentence
  }

  public static func failed(_ sentence: String) -> Self { Self(.failed, sentence) }
  public static func badParameter(_ sentence: String) -> Self { Self(.badParameter, sentence) }
  public static func badInput(_ sentence: String) -> Self { Self(.badInput, sentence) }
  public static func unavailable(_ sentence: String) -> Self { Self(.unavailable, sentence) }
  public static let cancelled = Self(.cancelled, "cancelled")

  public var description: String { sentence }
}

extension PluginFailure.Status {
  var code: patchbay_status {
    switch self {
    case .failed: PATCHBAY_FAILED
    case .badParameter: PATCHBAY_BAD_PARAMETER
    case .badInput: PATCHBAY_BAD_INPUT
    case .unavailable: PATCHBAY_UNAVAILABLE
    case .cancelled: PATCHBAY_CANCELLED
    }
  }
}
