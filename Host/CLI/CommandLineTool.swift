import Glibc
import Plugins
import Wire

/// The whole of `patchbay`: finds the command, runs it, and turns errors into text and exit code.
package enum CommandLineTool {
  /// `words`: the arguments without the program's name. Returns the exit code.
  package static func run(_ words: [String]) -> Int32 {
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

  private static func runCommand(_ words: [String]) throws(CommandError) -> ExitCode {
    guard let first = words.first else {
      try Output.errors.write(HelpText.program)
      return .usage
    }
    let rest = Array(words.dropFirst())
    switch first {
    case "-h", "--help": return try HelpCommand.run(topic: rest.first)
    case "-V", "--version": return try VersionCommand.print()
    default: break
    }
    let command = try command(named: first)
    let invocation = try Parser.parse(rest, of: command)
    if invocation.has(.help), !command.takesPluginFlags {
      try Output.standard.write(HelpText.page(command))
      return .success
    }
    return try command.body(invocation)
  }

  static func command(named name: String) throws(CommandError) -> Command {
    guard let command = Command.all.first(where: { $0.name == name }) else {
      let what = name.hasPrefix("-") ? "flag" : "command"
      let hint = suggestion(name, among: Command.all.map(\.name))
      throw CommandError(.usage, "unknown \(what) '\(name)'\(hint)\n\(Parser.advice(nil))")
    }
    return command
  }
}
