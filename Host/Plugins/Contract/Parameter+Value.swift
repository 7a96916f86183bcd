extension Parameter {
  /// The value that `text` gives to this parameter, checked against its type, range and choices.
  ///
  /// A number may carry the parameter's own unit: "2 s".
  package func value(from text: String) throws(ParameterError) -> Value {
    switch kind {
    case .text:
      // A text crosses the contract as a C string.
      guard !text.utf8.contains(0) else { throw invalid(text, "text without NUL characters") }
      return .text(text)
    case .choice:
      guard choices.contains(text) else { throw invalid(text, listed(choices), choices) }
      return .text(text)
    case .boolean:
      switch text {
      case "true", "1": return .boolean(true)
      case "false", "0": return .boolean(false)
      default: throw invalid(text, "true or false", ["true", "false"])
      }
    case .integer:
      guard let integer = Int64(withoutUnit(text)) else { throw invalid(text, "a whole number") }
      try checkRange(Double(integer), text)
      return .integer(integer)
    case .number:
      let digits = withoutUnit(text)
      guard digits.utf8.allSatisfy({ "+-.eE0123456789".utf8.contains($0) }),
        let number = Double(digits), number.isFinite
      else { throw invalid(text, "a number") }
      try checkRange(number, text)
      return .number(number)
    }
  }

  /// The values that are allowed, as in "it must be ...", or nil where all are.
  package var rangeRule: String? {
    let unit = unit.isEmpty ? "" : " \(unit)"
    return switch (minimum, maximum) {
    case (let minimum?, let maximum?): "between \(brief(minimum)) and \(brief(maximum))\(unit)"
    case (let minimum?, nil): "at least \(brief(minimum))\(unit)"
    case (nil, let maximum?): "at most \(brief(maximum))\(unit)"
    case (nil, nil): nil
    }
  }

  private func checkRange(_ number: Double, _ text: String) throws(ParameterError) {
    guard number >= minimum ?? -.infinity, number <= maximum ?? .infinity else {
      throw invalid(text, rangeRule ?? "a number")
    }
  }

  private func withoutUnit(_ text: String) -> String {
    guard !unit.isEmpty, text.hasSuffix(unit) else { return text }
    var rest = text.dropLast(unit.count)
    while rest.last == " " { rest.removeLast() }
    return String(rest)
  }

  private func brief(_ number: Double) -> String { Value.number(number).description }

  private func invalid(
    _ text: String, _ rule: String, _ choices: [String] = []
  ) -> ParameterError {
    ParameterError(
      parameter: name, problem: .invalid(text: text, rule: rule, choices: choices))
  }
}
