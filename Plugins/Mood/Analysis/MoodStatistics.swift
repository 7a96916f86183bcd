/// A curve in numbers.
public struct MoodStatistics: Equatable, Sendable {
  public var arousal: AxisStatistics
  public var valence: AxisStatistics
  /// The share of seconds in each quadrant, in the order of its cases.
  public var shares: [Double]

  /// Nil for an empty curve.
  public init?(_ curve: [MoodPoint]) {
    guard !curve.isEmpty else { return nil }
    let seconds = curve.map(\.second)
    arousal = AxisStatistics(seconds: seconds, values: curve.map(\.arousal))
    valence = AxisStatistics(seconds: seconds, values: curve.map(\.valence))
    shares = Quadrant.allCases.map { quadrant in
      Double(curve.count { $0.quadrant == quadrant }) / Double(curve.count)
    }
  }

  /// All of them in the order in which the plugin declares them.
  public var values: [Float] {
    [arousal, valence].flatMap {
      [$0.mean, $0.deviation, $0.minimum, $0.maximum, $0.range, $0.trend].map { Float($0) }
    } + shares.map { Float($0) }
  }
}
