/// A number that may have a range.
public protocol NumericParameterValue: ParameterValue, Comparable {
  /// The value as the bound of a range.
  var bound: Double { get }
}
