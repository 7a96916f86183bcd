import Glibc
import Manifest
import Plugins
import Wire

/// The whole of `patchbay`: finds the command, runs it, and turns errors into text and exit code.
package struct CommandLineTool: Sendable {
  /// Besides the host itself.
  package let modules: [Module]

  package init(modules: [Module]) { self.modules = modules }

  var sections: [ManifestSection] { modules.map(\.section) }

  /// Every command, in help's order. Parsing, help, completions and the tests walk this table.
  package var commands: [Command] {
    let host = Command.host
    return host.dropLast(4) + modules.flatMap(\.commands) + host.suffix(4)
  }

  /// `words`: the arguments without the program's name. Returns the exit code.
  package func run(_ words: [String]) -> Int32 {
    signal(SIGPIPE, SIG_IGN)  // a closed pipe is an error of the write
    defer { ErrorStream.shared.drain(milliseconds: 1000) }
    do {
      return try runCommand(words).rawValue
    } catch {
      // A reader that went away, as in `patchbay run ... | head`, is no failure and gets no text.
      if !error.description.isEmpty {
        try? Output.errors.write((error.isPlaced ? "" : "patchbay: ") + error.description + "\n")
      }
      return error.code.rawValue
    }
  }

  private func runCommand(_ words: [String]) throws(CommandError) -> ExitCode {
    guard let first = words.first else {
      try Output.errors.write(HelpText.program(commands))
      return .usage
    }
    let rest = Array(words.dropFirst())
    switch first {
    case "-h", "--help": return try HelpCommand.run(topic: rest.first, self)
    case "-V", "--version": return try VersionCommand.print()
    default: break
    }
    let command = try command(named: first)
    let invocation = try Parser.parse(rest, of: command, in: self)
    if invocation.has(.help), !command.takesPluginFlags {
      try Output.standard.write(HelpText.page(command))
      return .success
    }
    return try command.body(invocation)
  }

  func command(named name: String) throws(CommandError) -> Command {
    guard let command = commands.first(where: { $0.name == name }) else {
      let what = name.hasPrefix("-") ? "flag" : "command"
      let hint = suggestion(name, among: commands.map(\.name))
      throw CommandError(.usage, "unknown \(what) '\(name)'\(hint)\n\(Parser.advice(nil))")
    }
    return command
  }
}
