import Plugins

extension Manifest {
  /// What is wrong with the parameters that the manifest gives to the plugin served as `name`,
  /// now that its `description` is known; in the order of the file.
  package func parameterErrors(
    of name: String, description: Description
  ) -> [ManifestError] {
    guard let settings = settings.plugins.first(where: { $0.name == name }) else { return [] }
    let known = description.parameters.map(\.name)
    var errors: [ManifestError] = []
    for (key, setting) in settings.parameters {
      let mark = YamlMark(line: setting.line, column: setting.column)
      guard let parameter = description.parameters.first(where: { $0.name == key }) else {
        let error = ParameterError(plugin: name, parameter: key, problem: .unknown(known: known))
        errors.append(source.error(error.description, at: parameterMarks[name]?[key] ?? mark))
        continue
      }
      do throws(ParameterError) {
        _ = try parameter.value(from: setting.text)
      } catch {
        errors.append(source.error("'\(key)' \(error.predicate)", at: mark))
      }
    }
    return errors.sorted { ($0.line ?? 0, $0.column ?? 0) < ($1.line ?? 0, $1.column ?? 0) }
  }
}
