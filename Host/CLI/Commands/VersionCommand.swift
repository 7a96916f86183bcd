import Plugins

/// `patchbay version`.
enum VersionCommand {
  static let version = "0.1.0"

  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode { try print() }

  static func print() throws(CommandError) -> ExitCode {
    try Output.standard.write(
      "patchbay \(version), plugin contract \(ABIVersion.host)\n")
    return .success
  }
}
