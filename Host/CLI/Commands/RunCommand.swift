import Glibc
import Plugins
import Serving

/// `patchbay run`: plugins over files, here or on another host.
enum RunCommand {
  static func run(_ preliminary: Invocation) throws(CommandError) -> ExitCode {
    guard let first = preliminary.arguments.first else {
      if preliminary.has(.help) {
        try Output.standard.write(HelpText.page(preliminary.command))
        return .success
      }
      throw usage("PLUGIN is missing: \(preliminary.command.usage)")
    }
    let names = first.split(separator: ",").map(String.init)
    for name in names where names.filter({ $0 == name }).count > 1 {
      throw usage("'\(first)': '\(name)' is named twice")
    }
    Interrupts.prepare()
    let backend = try backend(preliminary)
    Interrupts.handle { backend.cancel() }
    let plugins = try backend.plugins(names)
    defer { backend.stop() }
    let taken = preliminary.command.allFlags
    let flags = plugins.map { PluginFlag.flags(for: $0.description.parameters, besides: taken) }
    if preliminary.has(.help) {
      let pages = zip(plugins, flags).map { ($0.name, $0.description.summary, $1) }
      try Output.standard.write(HelpText.page(preliminary.command, plugins: pages))
      return .success
    }
    let invocation = try Parser.parse(
      preliminary.words, of: preliminary.command, in: preliminary.tool,
      pluginFlags: flags.flatMap { $0 })
    let settled = try RunSettings.assign(
      flags: invocation.parameters, sets: invocation.texts(.set), to: plugins)
    for plugin in settled { _ = try plugin.values() }
    return try RunSession(invocation, backend, settled).run()
  }

  private static func backend(_ invocation: Invocation) throws(CommandError) -> any RunBackend {
    if let url = invocation.text(.remote) {
      return RemoteBackend(
        host: RemoteHost(url: url), send: invocation.text(.send) ?? "auto",
        quality: min(invocation.count(.quality) ?? 90, 100))
    }
    return LocalBackend(settings: try Installation.settings(invocation))
  }

  static func usage(_ message: String) -> CommandError {
    CommandError(.usage, "run: \(message)\n\(Parser.advice("run"))")
  }
}
