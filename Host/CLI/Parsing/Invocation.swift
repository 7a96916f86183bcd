/// One command line, parsed.
package struct Invocation: Sendable {
  package let command: Command
  let tool: CommandLineTool
  /// All words behind the command's name, as they were typed.
  let words: [String]
  package var arguments: [String] = []
  /// Values by flag; a switch that is set has one empty value.
  var values: [String: [String]] = [:]
  /// What the flags of a plugin's own say, by parameter name, in their order.
  var parameters: [PluginFlag.Setting] = []

  init(command: Command, words: [String], in tool: CommandLineTool) {
    self.command = command
    self.tool = tool
    self.words = words
  }

  package func has(_ flag: Flag) -> Bool { values[flag.name] != nil }

  package func text(_ flag: Flag) -> String? { values[flag.name]?.last }

  package func texts(_ flag: Flag) -> [String] { values[flag.name] ?? [] }

  /// The parser has already checked that it is one.
  package func number(_ flag: Flag) -> Double? { text(flag).flatMap(Double.init) }

  package func count(_ flag: Flag) -> Int? { text(flag).flatMap { Int($0) } }

  package func time(_ flag: Flag) -> Double? { text(flag).flatMap { MediaTime($0)?.seconds } }
}
