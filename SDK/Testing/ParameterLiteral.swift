/// A value for a parameter, written as a literal: `["threshold": 50, "mode": "fast"]`.
public enum ParameterLiteral: Equatable, Sendable {
  case number(Double)
  case integer(Int64)
  case boolean(Bool)
  case text(String)
}

extension ParameterLiteral: ExpressibleByFloatLiteral, ExpressibleByIntegerLiteral,
  ExpressibleByBooleanLiteral, ExpressibleByStringLiteral
{
  public init(floatLiteral value: Double) { self = .number(value) }
  public init(integerLiteral value: Int64) { self = .integer(value) }
  public init(booleanLiteral value: Bool) { self = .boolean(value) }
  public init(stringLiteral value: String) { self = .text(value) }
}
