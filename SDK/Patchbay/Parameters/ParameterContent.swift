/// A parameter's value as it crosses the contract.
public enum ParameterContent: Equatable, Sendable {
  case number(Double)
  case integer(Int64)
  case boolean(Bool)
  case text(String)
}
