extension YamlFault {
  /// What libyaml found, in words that say what to do.
  init(
    problem: String, at mark: YamlMark, _ character: Character?, context: String,
    at contextMark: YamlMark
  ) {
    self.init(mark: mark, message: "")
    switch problem {
    case "found character that cannot start any token":
      message =
        character == "\t"
        ? "a tab cannot indent; use spaces"
        : "a value cannot start with '\(character ?? " ")'; put it in quotes"
    case "could not find expected ':'":
      self.mark = contextMark
      message = "expected ':' after this key"
    case "mapping values are not allowed in this context":
      message =
        "a ':' is not expected here; look for one that is missing in the line above, "
        + "or put the value in quotes"
    case "did not find expected key":
      message = "expected a key here; check the indentation of this line and the ones above"
    case "did not find expected '-' indicator":
      message = "expected '-' here; check the indentation of this list"
    case "found unexpected end of stream" where context.contains("quoted scalar"):
      self.mark = contextMark
      message = "the quote that opens here is never closed"
    case "did not find expected ',' or ']'":
      self.mark = contextMark
      message = "the '[' that opens here is never closed, or a ',' is missing"
    case "did not find expected ',' or '}'":
      self.mark = contextMark
      message = "the '{' that opens here is never closed, or a ',' is missing"
    default:
      message = "not YAML: \(problem)" + (context.isEmpty ? "" : " \(context)")
    }
  }
}
