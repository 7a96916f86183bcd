/// A place in the manifest: line and column, counted from 1, in characters.
struct YamlMark: Hashable, Sendable {
  var line: Int
  var column: Int
}

/// A value in a YAML file, with its place.
package struct YamlNode {
  enum Content {
    /// Text as it is meant, without quotes.
    case scalar(String, isQuoted: Bool)
    case mapping([YamlEntry])
    case sequence([YamlNode])
    /// Something that was reported already.
    case invalid
  }

  var mark: YamlMark
  var content: Content

  /// Nothing was written, or `null`.
  var isNull: Bool {
    if case .scalar(let text, isQuoted: false) = content {
      ["", "~", "null"].contains(text)
    } else {
      false
    }
  }

  /// As it reads in "'queue' is a list".
  var kind: String {
    switch content {
    case .scalar: isNull ? "empty" : "a single value"
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .invalid: "invalid"
    }
  }
}

/// A key of a mapping and its value.
struct YamlEntry {
  var key: String
  var mark: YamlMark
  var value: YamlNode
}

/// Something wrong with the YAML itself.
struct YamlFault: Error {
  var mark: YamlMark
  var message: String
}
