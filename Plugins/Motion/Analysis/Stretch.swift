/// A stretch of media time in which something happens.
package struct Stretch: Equatable, Sendable {
  /// Seconds.
  package var start: Double
  package var stop: Double
  /// 0 to 1; 0.5 is as much as just counts.
  package var score: Double

  package init(start: Double, stop: Double, score: Double) {
    (self.start, self.stop, self.score) = (start, stop, score)
  }
}
