/// A value of a parameter.
package enum Value: Equatable, Sendable {
  case number(Double)
  case integer(Int64)
  case boolean(Bool)
  case text(String)

  package var description: String {
    switch self {
    case .number(let number): number == number.rounded() ? "\(Int64(exactly: number).map(String.init) ?? "\(number)")" : "\(number)"
    case .integer(let integer): "\(integer)"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): text
    }
  }
}
