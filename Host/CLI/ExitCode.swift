/// What `patchbay` ends with, so that scripts can tell the failures apart.
package enum ExitCode: Int32, CaseIterable, Sendable {
  case success = 0
  case failed = 1
  case usage = 2
  case badInput = 3
  case badManifest = 4
  case pluginUnavailable = 5
  case pluginFailed = 6
  case busy = 7
  case unreachable = 8
  case badOutput = 9
  case interrupted = 130

  /// As help prints it.
  package var name: String {
    switch self {
    case .success: "success"
    case .failed: "failed"
    case .usage: "usage"
    case .badInput: "bad-input"
    case .badManifest: "bad-manifest"
    case .pluginUnavailable: "plugin-unavailable"
    case .pluginFailed: "plugin-failed"
    case .busy: "busy"
    case .unreachable: "unreachable"
    case .badOutput: "bad-output"
    case .interrupted: "interrupted"
    }
  }

  package var summary: String {
    switch self {
    case .success: "Everything that was asked for was done."
    case .failed: "Something else went wrong; the message says what."
    case .usage: "The command line is wrong."
    case .badInput: "A file cannot be read, or holds no media that the plugin can use."
    case .badManifest: "The manifest has an error."
    case .pluginUnavailable: "A plugin is refused, disabled, quarantined or unknown."
    case .pluginFailed: "A plugin crashed, hung, ran out of time or gave up."
    case .busy: "The host has no room for the request now; try again later."
    case .unreachable: "The remote host does not answer, or is no Patchbay host."
    case .badOutput: "The output cannot be written."
    case .interrupted: "Stopped by Ctrl-C or a signal."
    }
  }
}
