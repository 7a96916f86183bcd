/// `patchbay help`: drawn from the table.
enum HelpCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    try run(topic: invocation.arguments.first)
  }

  static func run(topic: String?) throws(CommandError) -> ExitCode {
    guard let topic else {
      try Output.standard.write(HelpText.program)
      return .success
    }
    try Output.standard.write(HelpText.page(CommandLineTool.command(named: topic)))
    return .success
  }
}
