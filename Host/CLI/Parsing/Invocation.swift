/// One command line, parsed.
package struct Invocation: Sendable {
  let command: Command
  /// All words behind the command's name, as they were typed.
  let words: [String]
  var arguments: [String] = []
  /// Values by flag; a switch that is set has one empty value.
  var values: [String: [String]] = [:]
  /// What the flags of a plugin's own say, by parameter name, in their order.
  var parameters: [PluginFlag.Setting] = []

  init(command: Command, words: [String]) {
    self.command = command
    self.words = words
  }

  func has(_ flag: Flag) -> Bool { values[flag.name] != nil }

  func text(_ flag: Flag) -> String? { values[flag.name]?.last }

  func texts(_ flag: Flag) -> [String] { values[flag.name] ?? [] }

  /// The parser has already checked that it is one.
  func number(_ flag: Flag) -> Double? { text(flag).flatMap(Double.init) }

  func count(_ flag: Flag) -> Int? { text(flag).flatMap { Int($0) } }

  func time(_ flag: Flag) -> Double? { text(flag).flatMap { MediaTime($0)?.seconds } }
}
