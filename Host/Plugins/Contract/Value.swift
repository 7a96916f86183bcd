import Glibc

/// A value of a parameter.
package enum Value: Equatable, Sendable {
  case number(Double)
  case integer(Int64)
  case boolean(Bool)
  case text(String)

  /// As it is written in a manifest or on a command line; whole numbers without ".0".
  package var description: String {
    switch self {
    case .number(let number): Int64(exactly: number).map { "\($0)" } ?? "\(number)"
    case .integer(let integer): "\(integer)"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .text(let text): text
    }
  }
}
