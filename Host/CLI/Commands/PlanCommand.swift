import Manifest
import Plugins

/// `patchbay plan`: what a changed manifest would change.
enum PlanCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    let new = try Installation.manifest(at: newPath(invocation), invocation)
    guard let oldPath = invocation.text(.against) ?? Installation.standardManifest else {
      throw usage("there is no plugins.yaml to compare with; name one with --against")
    }
    let old = try Installation.manifest(at: oldPath, invocation)
    let changes = new.changes(from: old)
    if changes.isEmpty {
      try Output.standard.write("Nothing would change.\n")
      return .success
    }
    for change in changes { try Output.standard.write(change.description + "\n") }
    return try examine(changes, new)
  }

  private static func newPath(_ invocation: Invocation) throws(CommandError) -> String {
    switch (invocation.arguments.first, invocation.text(.manifest)) {
    case (let path?, nil), (nil, let path?): return path
    case (nil, nil): throw usage("MANIFEST is missing: \(invocation.command.usage)")
    case (let path?, let other?):
      throw usage("two manifests are given, '\(path)' and '\(other)'; give one")
    }
  }

  /// Tells whether the plugins that would be loaded could be.
  private static func examine(
    _ changes: [ManifestChange], _ new: Manifest
  ) throws(CommandError) -> ExitCode {
    let probe = Probe(worker: Programs.besideThisProgram().worker)
    var code = ExitCode.success
    for change in changes {
      let name: String
      switch change {
      case .added(let plugin), .changed(let plugin, _): name = plugin
      case .removed, .section: continue
      }
      guard let settings = new.settings.plugins.first(where: { $0.name == name }),
        settings.isEnabled
      else { continue }
      switch probe.examine(settings.library, checksum: settings.checksum) {
      case .success(let description):
        for error in new.parameterErrors(of: name, description: description) {
          try Output.errors.write(error.description + "\n")
          code = .badManifest
        }
      case .failure(let refusal):
        try Output.errors.write(
          "patchbay: \(name): would be refused (\(refusal.reason.rawValue)): \(refusal.message)\n")
        if code == .success { code = .pluginUnavailable }
      }
    }
    return code
  }

  private static func usage(_ message: String) -> CommandError {
    CommandError(.usage, "plan: \(message)\n\(Parser.advice("plan"))")
  }
}
