/// One flag of a command, as the table has it.
package struct Flag: Equatable, Sendable {
  /// Without the two dashes.
  package let name: String
  /// The letter after one dash.
  package let short: Character?
  /// Nil: a switch.
  package let value: ValueKind?
  package let isRepeatable: Bool
  /// One sentence.
  package let summary: String

  package init(
    _ name: String, short: Character? = nil, _ value: ValueKind, isRepeatable: Bool = false,
    _ summary: String
  ) {
    self.name = name
    self.short = short
    self.value = value
    self.isRepeatable = isRepeatable
    self.summary = summary
  }

  /// A switch.
  package init(_ name: String, short: Character? = nil, _ summary: String) {
    self.name = name
    self.short = short
    self.summary = summary
    value = nil
    isRepeatable = false
  }

  /// As help's left column has it: `-o, --output FILE`.
  var synopsis: String {
    let letter = short.map { "-\($0), " } ?? "    "
    return letter + "--\(name)" + (value.map { " \($0.placeholder)" } ?? "")
  }
}
