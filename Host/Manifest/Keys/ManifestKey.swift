import Plugins

/// One key of a section of the manifest: its name, its rule, and what it is for.
///
/// Reading, the reference, the plan and the tests all walk the tables of these.
package struct ManifestKey<Target>: Sendable {
  let name: String
  /// The values that it takes, as in "it must be ...".
  let form: String
  /// One sentence for the administrator.
  let summary: String
  /// May stand in `defaults` too.
  let isShared: Bool
  /// Reads the node into the target, or reports why not.
  let read: @Sendable (YamlNode, inout Target, inout ManifestReader) -> Void
  /// The value in the target as it could be written.
  let write: @Sendable (Target) -> String

  /// A key with one value.
  package init<Value>(
    _ name: String, _ path: WritableKeyPath<Target, Value> & Sendable,
    _ rule: ManifestRule<Value>, isShared: Bool = true, _ summary: String
  ) {
    self.init(name, form: rule.form, isShared: isShared, summary) { node, target, reader in
      if let value = reader.value(of: name, node, rule) { target[keyPath: path] = value }
    } write: {
      rule.write($0[keyPath: path])
    }
  }

  /// A key whose value has a form of its own.
  package init(
    _ name: String, form: String, isShared: Bool = true, _ summary: String,
    read: @escaping @Sendable (YamlNode, inout Target, inout ManifestReader) -> Void,
    write: @escaping @Sendable (Target) -> String
  ) {
    self.name = name
    self.form = form
    self.summary = summary
    self.isShared = isShared
    self.read = read
    self.write = write
  }

  /// A key with a list of folders, relative to the manifest's own.
  package init(
    folders name: String, _ path: WritableKeyPath<Target, [String]> & Sendable, _ summary: String
  ) {
    let form = "a list of folders, relative to this file"
    self.init(name, form: form, summary) { node, target, reader in
      if let folders = reader.folders(of: name, node, form) { target[keyPath: path] = folders }
    } write: {
      "[" + $0[keyPath: path].joined(separator: ", ") + "]"
    }
  }
}
