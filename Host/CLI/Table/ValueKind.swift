/// What a flag or an argument takes: drawn in help, checked by the parser, completed by shells.
package enum ValueKind: Equatable, Sendable {
  case text(String)
  /// Any number; the placeholder names its unit.
  case number(String)
  /// A whole number, at least 1.
  case count(String)
  /// A time in media: seconds, or `[HOURS:]MINUTES:SECONDS`.
  case time
  case choice(String, [String])
  case file(String)
  case folder(String)
  /// Names of plugins, separated by commas.
  case plugins(String)
  case command

  /// As it stands for the value in help.
  package var placeholder: String {
    switch self {
    case .text(let name), .number(let name), .count(let name), .choice(let name, _),
      .file(let name), .folder(let name), .plugins(let name):
      name
    case .time: "TIME"
    case .command: "COMMAND"
    }
  }

  /// As it reads in "needs ...".
  var noun: String {
    switch self {
    case .text, .file, .folder, .plugins, .command: "a value"
    case .number: "a number"
    case .count: "a whole number, 1 or more"
    case .time: "a time: seconds, or [HOURS:]MINUTES:SECONDS"
    case .choice(_, let choices): "one of " + choices.joined(separator: ", ")
    }
  }

  /// Whether `text` can be such a value.
  func accepts(_ text: String) -> Bool {
    switch self {
    case .text, .file, .folder, .plugins, .command: true
    case .number: Double(text)?.isFinite == true
    case .count: Int(text).map { $0 >= 1 } ?? false
    case .time: MediaTime(text) != nil
    case .choice(_, let choices): choices.contains(text)
    }
  }
}

extension ValueKind {
  /// Of a choice; empty for all others.
  package var choices: [String] {
    if case .choice(_, let choices) = self { choices } else { [] }
  }
}
