/// A stretch of a curve in which the mood stays much the same.
public struct Section: Equatable, Sendable {
  /// Of its first and last point.
  public var start: Int
  public var stop: Int
  /// Means.
  public var arousal: Float
  public var valence: Float
  public var quadrant: Quadrant
  /// The share of its seconds that lie in its quadrant.
  public var purity: Double

  /// - Parameter points: at least one.
  init(_ points: ArraySlice<MoodPoint>) {
    let count = Float(points.count)
    start = points.first?.second ?? 0
    stop = points.last?.second ?? 0
    arousal = points.reduce(0) { $0 + $1.arousal } / count
    valence = points.reduce(0) { $0 + $1.valence } / count
    let quadrant = MoodPoint(second: start, arousal: arousal, valence: valence).quadrant
    self.quadrant = quadrant
    purity = Double(points.count { $0.quadrant == quadrant }) / Double(points.count)
  }
}
