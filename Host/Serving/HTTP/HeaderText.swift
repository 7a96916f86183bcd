/// The text of a header with parameters, such as `form-data; name="frame"`.
enum HeaderText {
  /// The value of the parameter `wanted`, whose case does not matter; nil where there is none.
  static func parameter(_ wanted: String, of text: String) -> String? {
    var rest = text.unicodeScalars[...]
    skipValue(&rest)
    while rest.popFirst() != nil {  // a semicolon
      let name = rest.prefix { $0 != "=" && $0 != ";" }
      rest = rest[name.endIndex...]
      let trimmed = String(name).split(separator: " ").joined().lowercased()
      guard rest.first == "=" else { continue }
      rest.removeFirst()
      let value = skipValue(&rest)
      if trimmed == wanted { return value }
    }
    return nil
  }

  /// Takes a value up to its semicolon, with quotes and backslashes resolved.
  @discardableResult
  private static func skipValue(_ rest: inout Substring.UnicodeScalarView) -> String {
    var value = ""
    var isQuoted = false
    while let scalar = rest.first, isQuoted || scalar != ";" {
      rest.removeFirst()
      if scalar == "\"" {
        isQuoted.toggle()
      } else if isQuoted, scalar == "\\", rest.first == "\"" || rest.first == "\\" {
        value.unicodeScalars.append(rest.removeFirst())
      } else if isQuoted || scalar != " " && scalar != "\t" {
        value.unicodeScalars.append(scalar)
      }
    }
    return value
  }
}
