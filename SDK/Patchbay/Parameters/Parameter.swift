/// A setting that a client may choose for each session.
///
///     @Parameter("Frames scoring below this are reported.", range: 0...1000)
///     var threshold = 100.0
///
/// The initial value is the default. The name that programs use is the property's name in
/// kebab-case, unless `name` is given; it must not change. The host has validated the value
/// before the session sees it. A parameter is a stored property of the plugin itself, of type
/// `Double`, `Int`, `Bool`, `String` or a ``Choice``.
@propertyWrapper
public struct Parameter<Value: ParameterValue>: Declared {
  public var wrappedValue: Value
  let place: Int

  init(_ declaration: Declaration, _ defaultValue: Value) {
    (wrappedValue, place) = Filling.take(declaration, defaultValue, isAdmin: false)
  }

  public init(
    wrappedValue: Value, _ summary: String, unit: String = "", name: String? = nil
  ) {
    self.init(Declaration(summary, unit, name), wrappedValue)
  }
}

extension Parameter where Value: NumericParameterValue {
  public init(
    wrappedValue: Value, _ summary: String, range: ClosedRange<Value>, unit: String = "",
    name: String? = nil
  ) {
    let bounds = (range.lowerBound.bound, range.upperBound.bound)
    self.init(Declaration(summary, unit, name, bounds.0, bounds.1), wrappedValue)
  }

  public init(
    wrappedValue: Value, _ summary: String, range: PartialRangeFrom<Value>, unit: String = "",
    name: String? = nil
  ) {
    self.init(Declaration(summary, unit, name, range.lowerBound.bound), wrappedValue)
  }

  public init(
    wrappedValue: Value, _ summary: String, range: PartialRangeThrough<Value>, unit: String = "",
    name: String? = nil
  ) {
    self.init(Declaration(summary, unit, name, .nan, range.upperBound.bound), wrappedValue)
  }
}

extension Parameter: Sendable where Value: Sendable {}
