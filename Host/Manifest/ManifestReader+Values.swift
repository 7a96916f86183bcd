import Plugins

extension ManifestReader {
  /// The entries of a mapping, or nil after a report.
  mutating func mapping(
    of name: String, _ node: YamlNode, _ form: String
  ) -> [YamlEntry]? {
    switch node.content {
    case .mapping(let entries): return entries
    case .invalid: return nil
    default:
      report("\(quoted(name)) is \(written(node)); it must be \(form)", at: node.mark)
      return nil
    }
  }

  /// The value of a key, or nil after a report.
  package mutating func value<Value>(
    of name: String, _ node: YamlNode, _ rule: ManifestRule<Value>
  ) -> Value? {
    if case .invalid = node.content { return nil }
    guard case .scalar(let text, _) = node.content, !node.isNull else {
      report("'\(name)' is \(written(node)); it must be \(rule.form)", at: node.mark)
      return nil
    }
    do throws(ManifestRule<Value>.Mismatch) {
      return try rule.read(text)
    } catch {
      let hint = error.closest.map { "; did you mean '\($0)'?" } ?? ""
      report("'\(name)' is \(shown(text)); it must be \(rule.form)\(hint)", at: node.mark)
      return nil
    }
  }

  /// The folders in a list, resolved, or nil after a report.
  mutating func folders(of name: String, _ node: YamlNode, _ form: String) -> [String]? {
    switch node.content {
    case .sequence(let elements):
      return elements.compactMap { element in
        value(of: name, element, ManifestRule<String>.text("a folder")).map(resolve)
      }
    case .scalar(let folder, _) where !node.isNull:
      report(
        "'\(name)' is \(shown(folder)); it must be \(form); did you mean '[\(folder)]'?",
        at: node.mark)
      return nil
    case .invalid: return nil
    default:
      report("'\(name)' is \(written(node)); it must be \(form)", at: node.mark)
      return nil
    }
  }

  /// A node for a message: text as it is, the rest by kind.
  func written(_ node: YamlNode) -> String {
    if case .scalar(let text, _) = node.content, !node.isNull { shown(text) } else { node.kind }
  }

  private func quoted(_ name: String) -> String { name.contains(" ") ? name : "'\(name)'" }
}
