/// A type that a ``Parameter`` or ``Setting`` may have. Yours is a ``Choice``.
public protocol ParameterValue {
  static var kind: ParameterKind { get }
  /// Of a choice, otherwise empty.
  static var choices: [String] { get }
  init?(content: ParameterContent)
  var content: ParameterContent { get }
}

extension ParameterValue {
  public static var choices: [String] { [] }
}

extension Double: NumericParameterValue {
  public static var kind: ParameterKind { .number }
  public var content: ParameterContent { .number(self) }
  public var bound: Double { self }

  public init?(content: ParameterContent) {
    guard case .number(let number) = content else { return nil }
    self = number
  }
}

extension Int: NumericParameterValue {
  public static var kind: ParameterKind { .integer }
  public var content: ParameterContent { .integer(Int64(self)) }
  public var bound: Double { Double(self) }

  public init?(content: ParameterContent) {
    guard case .integer(let integer) = content else { return nil }
    self.init(integer)
  }
}

extension Bool: ParameterValue {
  public static var kind: ParameterKind { .boolean }
  public var content: ParameterContent { .boolean(self) }

  public init?(content: ParameterContent) {
    guard case .boolean(let boolean) = content else { return nil }
    self = boolean
  }
}

extension String: ParameterValue {
  public static var kind: ParameterKind { .text }
  public var content: ParameterContent { .text(self) }

  public init?(content: ParameterContent) {
    guard case .text(let text) = content else { return nil }
    self = text
  }
}
