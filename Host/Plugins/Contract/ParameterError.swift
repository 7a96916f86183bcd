/// Why a parameter cannot be taken, as a sentence for people.
package struct ParameterError: Error, Equatable, Sendable, CustomStringConvertible {
  package enum Problem: Equatable, Sendable {
    /// The plugin has no such parameter; `known` are those that it has.
    case unknown(known: [String])
    /// The value, as written, breaks a rule such as "between 0 and 1".
    case invalid(text: String, rule: String, choices: [String])
    case givenTwice
    /// Only the manifest may set it.
    case forAdministrators
  }

  /// Whose parameter it is, where that is known.
  package var plugin: String?
  package var parameter: String
  package var problem: Problem

  package init(plugin: String? = nil, parameter: String, problem: Problem) {
    self.plugin = plugin
    self.parameter = parameter
    self.problem = problem
  }

  package var description: String {
    if case .unknown(let known) = problem {
      let hint = suggestion(parameter, among: known)
      let list = known.isEmpty ? "; it has none" : "; it has \(listed(known, "and"))"
      return
        "\(plugin ?? "the plugin") has no parameter '\(parameter)'\(hint.isEmpty ? list : hint)"
    }
    return (plugin.map { "\($0): " } ?? "") + "parameter '\(parameter)' " + predicate
  }

  /// What is wrong with the value, without whose it is: "is 1.5; it must be between 0 and 1".
  package var predicate: String {
    switch problem {
    case .unknown: "is not known"
    case .invalid(let text, let rule, let choices):
      "is \(shown(text)); it must be \(rule)\(suggestion(text, among: choices))"
    case .givenTwice: "is given twice; give it once"
    case .forAdministrators:
      "is set by the administrator in the manifest; a request cannot set it"
    }
  }
}

/// "a", "a or b", "a, b or c".
package func listed(_ words: [String], _ conjunction: String = "or") -> String {
  guard words.count > 1, let last = words.last else { return words.first ?? "" }
  return words.dropLast().joined(separator: ", ") + " \(conjunction) \(last)"
}

/// A value that somebody wrote, for a message: numbers as they are, text in quotes and not too
/// long, without control characters.
package func shown(_ text: String) -> String {
  if Double(text) != nil, text.utf8.count <= 40 { return text }
  let printable = text.unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : $0 }
  var view = String.UnicodeScalarView()
  view.append(contentsOf: printable.prefix(40))
  return "'\(String(view))\(printable.count > 40 ? "..." : "")'"
}
