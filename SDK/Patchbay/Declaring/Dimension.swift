/// One dimension of a vector output.
public struct Dimension: Sendable {
  /// For programs: `[a-z0-9-]+`.
  public var name: String
  /// "Hz", "LUFS"; empty for none.
  public var unit: String
  public var minimum: Double?
  public var maximum: Double?

  public init(_ name: String, unit: String = "", range: ClosedRange<Double>? = nil) {
    self.name = name
    self.unit = unit
    self.minimum = range?.lowerBound
    self.maximum = range?.upperBound
  }

  /// A dimension with a lower bound alone.
  public init(_ name: String, unit: String = "", range: PartialRangeFrom<Double>) {
    self.name = name
    self.unit = unit
    self.minimum = range.lowerBound
    self.maximum = nil
  }

  /// A dimension with an upper bound alone.
  public init(_ name: String, unit: String = "", range: PartialRangeThrough<Double>) {
    self.name = name
    self.unit = unit
    self.minimum = nil
    self.maximum = range.upperBound
  }
}
