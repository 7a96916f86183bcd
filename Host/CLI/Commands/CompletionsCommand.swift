/// `patchbay completions`: a script for a shell, drawn from the table.
enum CompletionsCommand {
  static func run(_ invocation: Invocation) throws(CommandError) -> ExitCode {
    guard let shell = Shell(rawValue: invocation.arguments[0]) else { return .usage }
    try Output.standard.write(shell.script(invocation.tool.root))
    return .success
  }
}
