extension Values {
  /// Checks the values against the declarations once more, for hosts that did not.
  func validate(against declared: [DeclaredParameter]) throws(PluginFailure) {
    guard count == declared.count else {
      throw .badParameter(
        "the plugin has \(declared.count) parameters, and the host gave \(count) values")
    }
    for index in 0..<count {
      guard matches(declared[index], at: index) else {
        throw .badParameter(
          "the host gave a value of another type for the parameter '\(declared[index].name)'")
      }
      if let mistake = declared[index].mistake(in: self[index]) { throw .badParameter(mistake) }
    }
  }
}

extension DeclaredParameter {
  /// What is wrong with the value, in a sentence, or nil.
  fileprivate func mistake(in content: ParameterContent) -> String? {
    switch content {
    case .number(let number): mistake(in: number, plain(number))
    case .integer(let integer): mistake(in: Double(integer), "\(integer)")
    case .boolean: nil
    case .text(let text):
      kind == .choice && !choices.contains(text)
        ? "\(name) must be one of \(choices.joined(separator: ", ")), not '\(text)'" : nil
    }
  }

  /// Written so that NaN fails and a missing bound (NaN) holds.
  private func mistake(in number: Double, _ shown: @autoclosure () -> String) -> String? {
    let (minimum, maximum) = (declaration.minimum, declaration.maximum)
    if !number.isNaN && !(number < minimum) && !(number > maximum) { return nil }
    return switch (minimum.isNaN, maximum.isNaN) {
    case (true, true): "\(name) must be a number, not \(shown())"
    case (false, true): "\(name) must be at least \(plain(minimum)), not \(shown())"
    case (true, false): "\(name) must be at most \(plain(maximum)), not \(shown())"
    case (false, false):
      "\(name) must be between \(plain(minimum)) and \(plain(maximum)), not \(shown())"
    }
  }

  /// "3" rather than "3.0".
  private func plain(_ number: Double) -> String {
    Int(exactly: number).map(String.init) ?? (number.isNaN ? "NaN" : "\(number)")
  }
}
