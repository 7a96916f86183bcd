import Plugins

/// Why a command ends early: a text for people and the exit code.
package struct CommandError: Error, Equatable, Sendable, CustomStringConvertible {
  package let code: ExitCode
  /// What happened, where, what to do; without the program's name in front.
  package let description: String
  /// It begins with its own place, as `file:line:column`.
  let isPlaced: Bool
  /// What a plugin or its host said.
  let cause: PluginError?

  package init(_ code: ExitCode, _ description: String, isPlaced: Bool = false) {
    self.code = code
    self.description = description
    self.isPlaced = isPlaced
    cause = nil
  }
}

extension CommandError {
  package init(_ error: PluginError) {
    code = ExitCode(error.code)
    description = error.message
    isPlaced = false
    cause = error
  }
}

extension ExitCode {
  init(_ code: PluginError.Code) {
    self =
      switch code {
      case .badRequest, .badParameter: .usage
      case .badInput, .unsupportedMedia, .tooLarge, .mediaFailed: .badInput
      case .unknownPlugin, .disabled, .refused, .quarantined, .notReady: .pluginUnavailable
      case .queueFull, .unavailable: .busy
      case .cancelled: .interrupted
      case .timedOut, .crashed, .hung, .outOfMemory, .brokeContract, .failed: .pluginFailed
      case .internalError: .failed
      }
  }
}
