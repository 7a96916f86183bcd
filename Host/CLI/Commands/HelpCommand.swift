/// `patchbay help`: drawn from the tree.
enum HelpCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    try run(topic: invocation.arguments[...], invocation.tool)
  }

  static func run(
    topic: ArraySlice<String>, _ tool: CommandLineTool
  ) throws(CommandError) -> ExitCode {
    guard !topic.isEmpty else {
      try Output.standard.write(HelpText.program(tool.root))
      return .success
    }
    let (command, rest) = try tool.find(topic)
    if let word = rest.first { throw tool.unknown(word, in: command) }
    try Output.standard.write(HelpText.page(command))
    return .success
  }
}
