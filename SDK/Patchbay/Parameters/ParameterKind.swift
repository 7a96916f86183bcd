/// A parameter's type, as the contract numbers them.
public enum ParameterKind: UInt32, Sendable {
  case number = 1
  case integer, boolean, text, choice
}
