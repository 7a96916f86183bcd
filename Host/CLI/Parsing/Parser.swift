import Plugins

/// Reads the words of a command line by the table.
///
/// Flags are `--name VALUE`, `--name=VALUE`, `-n VALUE` or `-nVALUE`, anywhere; `--` ends them.
package struct Parser {
  let command: Command
  /// Flags of the plugin that the first argument names; nil while they are not yet known, and
  /// then flags that the command does not have are passed over.
  let pluginFlags: [PluginFlag]?
  private var invocation: Invocation
  private var rest: ArraySlice<String>

  private init(
    _ command: Command, _ words: [String], _ tool: CommandLineTool, pluginFlags: [PluginFlag]?
  ) {
    self.command = command
    self.pluginFlags = pluginFlags
    invocation = Invocation(command: command, words: words, in: tool)
    rest = words[...]
  }

  static func parse(
    _ words: [String], of command: Command, in tool: CommandLineTool,
    pluginFlags: [PluginFlag]? = nil
  ) throws(CommandError) -> Invocation {
    var parser = Parser(command, words, tool, pluginFlags: pluginFlags)
    try parser.readAll()
    return parser.invocation
  }

  private mutating func readAll() throws(CommandError) {
    while let word = rest.popFirst() {
      if word == "--" {
        invocation.arguments += rest
        break
      } else if word.hasPrefix("--") {
        try readLong(word)
      } else if word.hasPrefix("-"), word != "-" {
        try readShort(word)
      } else {
        invocation.arguments.append(word)
      }
    }
    // Where only help is asked for, nothing else needs to be right; and while a plugin's flags
    // are not known, their values look like arguments.
    let isPreliminary = command.takesPluginFlags && pluginFlags == nil
    if !invocation.has(.help), !isPreliminary, command.body != nil { try checkArguments() }
  }

  private mutating func readLong(_ word: String) throws(CommandError) {
    let parts = word.dropFirst(2).split(
      separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
    let name = String(parts[0])
    let value = parts.count > 1 ? String(parts[1]) : nil
    if let flag = command.allFlags.first(where: { $0.name == name }) {
      try read(flag, as: "--\(name)", value: value)
    } else if let flag = pluginFlags?.first(where: { $0.flag.name == name }) {
      try readParameter(flag, value: value)
    } else if command.takesPluginFlags, pluginFlags == nil {
      guard !invocation.arguments.isEmpty else {
        throw usage("'--\(name)' stands before the plugin; its flags come after its name")
      }
    } else {
      throw unknown("--\(name)")
    }
  }

  private mutating func readShort(_ word: String) throws(CommandError) {
    var letters = word.dropFirst()
    while let letter = letters.popFirst() {
      guard let flag = command.allFlags.first(where: { $0.short == letter }) else {
        throw unknown("-\(letter)")
      }
      if flag.value == nil {
        try read(flag, as: "-\(letter)", value: nil)
      } else {
        try read(flag, as: "-\(letter)", value: letters.isEmpty ? nil : String(letters))
        return
      }
    }
  }

  private mutating func read(
    _ flag: Flag, as spelling: String, value: String?
  ) throws(CommandError) {
    guard flag.isRepeatable || invocation.values[flag.name] == nil else {
      throw usage("'\(spelling)' is given twice")
    }
    guard let kind = flag.value else {
      guard value == nil else {
        throw usage("'\(spelling)=\(value ?? "")': '\(spelling)' takes no value")
      }
      invocation.values[flag.name, default: []].append("")
      return
    }
    let text = try valueOrNext(value, after: spelling, kind)
    guard kind.accepts(text) else { throw bad(spelling, text, kind) }
    invocation.values[flag.name, default: []].append(text)
  }

  private mutating func readParameter(
    _ flag: PluginFlag, value: String?
  ) throws(CommandError) {
    let spelling = "--\(flag.flag.name)"
    if let kind = flag.flag.value {
      let text = try valueOrNext(value, after: spelling, kind)
      invocation.parameters.append(PluginFlag.Setting(name: flag.parameter, text: text))
    } else if let value {
      throw usage("'\(spelling)=\(value)': '\(spelling)' takes no value")
    } else {
      invocation.parameters.append(
        PluginFlag.Setting(name: flag.parameter, text: flag.text ?? ""))
    }
  }

  private mutating func valueOrNext(
    _ value: String?, after spelling: String, _ kind: ValueKind
  ) throws(CommandError) -> String {
    if let value { return value }
    guard let word = rest.popFirst() else { throw usage("'\(spelling)' needs \(kind.noun)") }
    return word
  }

  private func checkArguments() throws(CommandError) {
    let given = invocation.arguments
    for (position, argument) in command.arguments.enumerated() where position >= given.count {
      guard argument.isOptional else {
        throw usage("\(argument.value.placeholder) is missing: \(command.usage)")
      }
    }
    if given.count > command.arguments.count, command.arguments.last?.isRepeatable != true {
      throw usage("'\(given[command.arguments.count])' is one argument too many: \(command.usage)")
    }
    for (argument, text) in zip(command.arguments, given) where !argument.value.accepts(text) {
      let kind = argument.value
      throw usage("'\(text)': needs \(kind.noun)" + suggestion(text, among: kind.choices))
    }
  }

  private func unknown(_ spelling: String) -> CommandError {
    let names = (command.allFlags + (pluginFlags ?? []).map(\.flag)).map { "--" + $0.name }
    return usage("unknown flag '\(spelling)'" + suggestion(spelling, among: names))
  }

  private func bad(_ spelling: String, _ text: String, _ kind: ValueKind) -> CommandError {
    usage(
      "'\(spelling) \(text)': '\(spelling)' needs \(kind.noun)"
        + suggestion(text, among: kind.choices))
  }

  private func usage(_ message: String) -> CommandError {
    CommandError(.usage, "\(command.name): \(message)\n\(Self.advice(command.name))")
  }

  package static func advice(_ command: String?) -> String {
    let topic = command ?? ""
    return "Type 'patchbay help\(topic.isEmpty ? "" : " ")\(topic)' to see what it takes."
  }
}
