/// `patchbay help`: drawn from the table.
enum HelpCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    try run(topic: invocation.arguments.first, invocation.tool)
  }

  static func run(topic: String?, _ tool: CommandLineTool) throws(CommandError) -> ExitCode {
    guard let topic else {
      try Output.standard.write(HelpText.program(tool.commands))
      return .success
    }
    try Output.standard.write(HelpText.page(tool.command(named: topic)))
    return .success
  }
}
