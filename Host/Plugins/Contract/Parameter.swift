/// A parameter as its plugin declares it.
package struct Parameter: Equatable, Sendable {
  package enum Kind: UInt32, Sendable {
    case number = 1
    case integer, boolean, text, choice
  }

  package var name: String
  package var summary: String
  /// Such as "s" or "Hz"; empty for none.
  package var unit: String
  package var kind: Kind
  /// Set in the manifest only; clients cannot set it.
  package var isAdmin: Bool
  package var defaultValue: Value
  package var minimum: Double?
  package var maximum: Double?
  /// Of a `choice`.
  package var choices: [String]

  package init(
    name: String, summary: String, unit: String, kind: Kind, isAdmin: Bool, defaultValue: Value,
    minimum: Double?, maximum: Double?, choices: [String]
  ) {
    self.name = name
    self.summary = summary
    self.unit = unit
    self.kind = kind
    self.isAdmin = isAdmin
    self.defaultValue = defaultValue
    self.minimum = minimum
    self.maximum = maximum
    self.choices = choices
  }
}
