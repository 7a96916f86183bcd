import Plugins

/// A flag that one of a plugin's own parameters becomes.
package struct PluginFlag: Equatable, Sendable {
  /// A parameter and the text that is to become its value.
  package struct Setting: Equatable, Sendable {
    package var name: String
    package var text: String

    package init(name: String, text: String) {
      self.name = name
      self.text = text
    }
  }

  package let flag: Flag
  let parameter: String
  /// What a switch stands for.
  let text: String?

  /// The flags for `parameters`: `--name VALUE`, for a boolean `--name` and `--no-name`.
  ///
  /// Those that only the manifest may set have none, and neither have those whose name a flag
  /// of the command has taken: they are set with `--set`.
  package static func flags(for parameters: [Parameter], besides taken: [Flag]) -> [PluginFlag] {
    var names = Set(taken.map(\.name))
    var flags: [PluginFlag] = []
    func add(_ flag: Flag, _ parameter: Parameter, text: String? = nil) {
      guard names.insert(flag.name).inserted else { return }
      flags.append(PluginFlag(flag: flag, parameter: parameter.name, text: text))
    }
    for parameter in parameters where !parameter.isAdmin {
      if parameter.kind == .boolean {
        add(Flag(parameter.name, summary(parameter)), parameter, text: "true")
        let off = Flag("no-" + parameter.name, "Switches '\(parameter.name)' off.")
        add(off, parameter, text: "false")
      } else {
        let kind = ValueKind.text(placeholder(parameter))
        add(Flag(parameter.name, kind, summary(parameter)), parameter)
      }
    }
    return flags
  }

  /// The sentence of a parameter, with what it may be and what it is when nothing is said.
  static func summary(_ parameter: Parameter) -> String {
    var facts: [String] = []
    if !parameter.choices.isEmpty {
      facts.append("one of " + parameter.choices.joined(separator: ", "))
    }
    if let rule = parameter.rangeRule { facts.append(rule) }
    let unit = parameter.unit.isEmpty ? "" : " \(parameter.unit)"
    let standard = parameter.defaultValue.description
    facts.append(standard.isEmpty ? "default: none" : "default: \(standard)\(unit)")
    return parameter.summary + " (" + facts.joined(separator: "; ") + ")"
  }

  private static func placeholder(_ parameter: Parameter) -> String {
    switch parameter.kind {
    case .number: "NUMBER"
    case .integer: "INTEGER"
    case .boolean: ""
    case .text: "TEXT"
    case .choice: "CHOICE"
    }
  }
}
