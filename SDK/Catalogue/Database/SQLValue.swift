/// A value that a statement is given.
enum SQLValue {
  case null
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  static func text(_ text: String?) -> SQLValue { text.map { .text($0) } ?? .null }
  static func integer(_ number: Int64?) -> SQLValue { number.map { .integer($0) } ?? .null }
  static func real(_ number: Double?) -> SQLValue { number.map { .real($0) } ?? .null }
}
