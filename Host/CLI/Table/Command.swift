/// One command, as the table has it: what it takes, what it tells of itself, what it does.
package struct Command: Sendable {
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
  let body: @Sendable (Invocation) throws(CommandError) -> ExitCode

  package init(
    _ name: String, _ summary: String, arguments: [Argument] = [], flags: [Flag] = [],
    details: [String] = [], examples: [(line: String, summary: String)] = [],
    takesPluginFlags: Bool = false,
    run: @escaping @Sendable (Invocation) throws(CommandError) -> ExitCode
  ) {
    self.name = name
    self.summary = summary
    self.arguments = arguments
    self.flags = flags
    self.details = details
    self.examples = examples
    self.takesPluginFlags = takesPluginFlags
    body = run
  }

  /// All its flags, with those that every command has.
  package var allFlags: [Flag] { flags + [Flag.help] }

  var usage: String {
    (["patchbay", name, "[flags]"] + arguments.map(\.synopsis)).joined(separator: " ")
  }
}
