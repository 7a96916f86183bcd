/// How one axis of a curve lies and moves.
public struct AxisStatistics: Equatable, Sendable {
  public var mean: Double
  /// Of the population: divided by the number of values.
  public var deviation: Double
  public var minimum: Double
  public var maximum: Double
  /// The slope of the least-squares line, per minute; 0 for a single value.
  public var trend: Double

  public var range: Double { maximum - minimum }

  /// - Parameters:
  ///   - seconds: of the values, in order.
  ///   - values: at least one.
  public init(seconds: [Int], values: [Float]) {
    let count = Double(values.count)
    let mean = values.reduce(0) { $0 + Double($1) } / count
    let middle = seconds.reduce(0) { $0 + Double($1) } / count
    var (squares, across, along) = (0.0, 0.0, 0.0)
    for (second, value) in zip(seconds, values) {
      let (x, y) = (Double(second) - middle, Double(value) - mean)
      squares += y * y
      across += x * y
      along += x * x
    }
    self.mean = mean
    deviation = (squares / count).squareRoot()
    minimum = Double(values.min() ?? 0)
    maximum = Double(values.max() ?? 0)
    trend = along > 0 ? 60 * across / along : 0
  }
}
