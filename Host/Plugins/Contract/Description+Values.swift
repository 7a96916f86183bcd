extension Description {
  /// A value for every parameter of a session, in declared order: those of a request, else the
  /// manifest's, else the defaults.
  package func values(
    from texts: [(name: String, text: String)], fixed: [String: ParameterSetting] = [:]
  ) throws(ParameterError) -> [Value] {
    var given: [String: String] = [:]
    for (name, text) in texts {
      guard let parameter = parameters.first(where: { $0.name == name }) else {
        let known = parameters.filter { !$0.isAdmin }.map(\.name)
        throw ParameterError(plugin: self.name, parameter: name, problem: .unknown(known: known))
      }
      if parameter.isAdmin {
        throw ParameterError(plugin: self.name, parameter: name, problem: .forAdministrators)
      }
      if given.updateValue(text, forKey: name) != nil {
        throw ParameterError(plugin: self.name, parameter: name, problem: .givenTwice)
      }
    }
    return try values(of: parameters.filter { !$0.isAdmin }) { given[$0] ?? fixed[$0]?.text }
  }

  /// A value for every parameter that only the manifest sets, in declared order.
  package func adminValues(
    fixed: [String: ParameterSetting]
  ) throws(ParameterError) -> [Value] {
    try values(of: parameters.filter(\.isAdmin)) { fixed[$0]?.text }
  }

  private func values(
    of parameters: [Parameter], _ text: (String) -> String?
  ) throws(ParameterError) -> [Value] {
    var values: [Value] = []
    for parameter in parameters {
      guard let text = text(parameter.name) else {
        values.append(parameter.defaultValue)
        continue
      }
      do throws(ParameterError) {
        values.append(try parameter.value(from: text))
      } catch {
        throw ParameterError(plugin: name, parameter: error.parameter, problem: error.problem)
      }
    }
    return values
  }
}
