/// One positional argument of a command, as the table has it.
package struct Argument: Equatable, Sendable {
  package let value: ValueKind
  package let isOptional: Bool
  /// Takes all that follow. Only the last one may.
  package let isRepeatable: Bool

  package init(_ value: ValueKind, isOptional: Bool = false, isRepeatable: Bool = false) {
    self.value = value
    self.isOptional = isOptional
    self.isRepeatable = isRepeatable
  }

  /// As the usage line has it: `FILE...`, `[COMMAND]`.
  var synopsis: String {
    let text = value.placeholder + (isRepeatable ? "..." : "")
    return isOptional ? "[\(text)]" : text
  }
}
