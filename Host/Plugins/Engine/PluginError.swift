/// Why a request to a plugin failed, as a sentence for people and a code for programs.
package struct PluginError: Error, Equatable, Sendable, CustomStringConvertible {
  /// Stable: clients see the raw value as `code`.
  package enum Code: String, Sendable, CaseIterable {
    // The request is wrong.
    case badRequest = "bad-request"
    case unknownPlugin = "unknown-plugin"
    case badParameter = "bad-parameter"
    case badInput = "bad-input"
    case unsupportedMedia = "unsupported-media"
    case tooLarge = "too-large"
    // The plugin cannot take it now.
    case disabled
    case refused
    case quarantined
    case notReady = "not-ready"
    case queueFull = "queue-full"
    case unavailable
    // It went wrong on the way.
    case cancelled
    case timedOut = "timed-out"
    case crashed
    case hung
    case outOfMemory = "out-of-memory"
    case brokeContract = "broke-contract"
    case failed
    case mediaFailed = "media-failed"
    case internalError = "internal-error"
  }

  package let code: Code
  package let message: String

  package init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  package var description: String { message }
}
