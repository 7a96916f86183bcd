import Glibc
import Manifest
import Plugins
import Wire

/// The whole of `patchbay`: finds the command, runs it, and turns errors into text and exit code.
package struct CommandLineTool: Sendable {
  /// Besides the host itself.
  let modules: [Module]
  /// What all commands belong to. Parsing, help, completions and the tests walk this tree.
  package let root: Command

  package init(modules: [Module]) {
    self.modules = modules
    let host = Command.host
    // What a module adds stands before the tools.
    root = Command(
      "", "Runs media plugins: frames, audio or text in, timed results out.",
      subcommands: host.dropLast(4) + modules.flatMap(\.commands) + host.suffix(4))
  }

  var sections: [ManifestSection] { modules.map(\.section) }

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
    switch words.first {
    case nil:
      try Output.errors.write(HelpText.program(root))
      return .usage
    case "-h", "--help": return try HelpCommand.run(topic: words.dropFirst(), self)
    case "-V", "--version": return try VersionCommand.print()
    default: break
    }
    let (command, rest) = try find(words[...])
    let wantsHelp = rest.contains("--help") || rest.contains("-h")
    guard command.body != nil || wantsHelp else { throw missing(command) }
    let invocation = try Parser.parse(Array(rest), of: command, in: self)
    if invocation.has(.help), !command.takesPluginFlags {
      try Output.standard.write(HelpText.page(command))
      return .success
    }
    return try command.body?(invocation) ?? .usage
  }

  /// The command that `words` begin with, and the words behind it.
  func find(
    _ words: ArraySlice<String>
  ) throws(CommandError) -> (Command, rest: ArraySlice<String>) {
    var (command, rest) = (root, words)
    while let word = rest.first, !command.subcommands.isEmpty {
      guard let next = command.subcommands.first(where: { $0.word == word }) else {
        if word.hasPrefix("-"), !command.name.isEmpty { break }
        throw unknown(word, in: command)
      }
      command = next
      rest = rest.dropFirst()
    }
    return (command, rest)
  }

  func unknown(_ word: String, in command: Command) -> CommandError {
    let what = word.hasPrefix("-") ? "flag" : "command"
    let hint = suggestion(word, among: command.subcommands.map(\.word))
    let place = command.name.isEmpty ? "" : command.name + ": "
    return CommandError(
      .usage, "\(place)unknown \(what) '\(word)'\(hint)\n\(Parser.advice(command.name))")
  }

  private func missing(_ command: Command) -> CommandError {
    let words = command.subcommands.map(\.word)
    return CommandError(
      .usage,
      "\(command.name): COMMAND is missing: one of \(words.joined(separator: ", "))\n"
        + Parser.advice(command.name))
  }
}
