/// A setting that the administrator makes in the manifest, once for all sessions.
///
///     @Setting("The file that the trained model is in.")
///     var model = "model.onnx"
///
/// The initial value is the default. The name that programs use is the property's name in
/// kebab-case, unless `name` is given; it must not change. The host has validated the value
/// before the plugin sees it. A setting is a stored property of the plugin itself, of type
/// `Double`, `Int`, `Bool`, `String` or a ``Choice``.
@propertyWrapper
public struct Setting<Value: ParameterValue>: Declared {
  public var wrappedValue: Value
  let place: Int

  init(_ declaration: Declaration, _ defaultValue: Value) {
    (wrappedValue, place) = Filling.take(declaration, defaultValue, isAdmin: true)
  }

  public init(
    wrappedValue: Value, _ summary: String, unit: String = "", name: String? = nil
  ) {
    self.init(Declaration(summary, unit, name), wrappedValue)
  }
}

extension Setting where Value: NumericParameterValue {
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

extension Setting: Sendable where Value: Sendable {}
