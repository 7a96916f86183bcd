/// One command, as the tree has it: what it takes, what it tells of itself, what it does.
package struct Command: Sendable {
  /// With those of the commands that it belongs to in front: "library add". Empty at the root.
  package let name: String
  /// One sentence.
  package let summary: String
  package let arguments: [Argument]
  /// Without those that every command has.
  package let flags: [Flag]
  /// Paragraphs of help; a line that starts with two spaces stays as it is.
  package let details: [String]
  /// Command lines with what they do.
  package let examples: [(line: String, summary: String)]
  /// Flags that it does not know belong to the plugin that its first argument names.
  package let takesPluginFlags: Bool
  /// In help's order.
  package let subcommands: [Command]
  /// nil where one of the subcommands has to be named.
  let body: (@Sendable (Invocation) throws(CommandError) -> ExitCode)?

  package init(
    _ name: String, _ summary: String, arguments: [Argument] = [], flags: [Flag] = [],
    details: [String] = [], examples: [(line: String, summary: String)] = [],
    takesPluginFlags: Bool = false, subcommands: [Command] = [],
    run: (@Sendable (Invocation) throws(CommandError) -> ExitCode)? = nil
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.flags = flags
    self.details = details
    self.examples = examples
    self.takesPluginFlags = takesPluginFlags
    self.subcommands = subcommands
    body = run
  }

  /// As it is typed behind those that it belongs to.
  package var word: String { name.split(separator: " ").last.map(String.init) ?? "" }

  /// All its flags, with those that every command has.
  package var allFlags: [Flag] { flags + [Flag.help] }

  /// All commands below it, each before its own.
  package var all: [Command] { subcommands.flatMap { [$0] + $0.all } }

  package var usage: String {
    let rest = body == nil ? ["COMMAND"] : ["[flags]"] + arguments.map(\.synopsis)
    return (["patchbay", name] + rest).joined(separator: " ")
  }
}
