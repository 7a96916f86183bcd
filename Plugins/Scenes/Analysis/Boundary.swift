/// The moment at which one shot ends and the next begins.
package struct Boundary: Equatable, Sendable {
  package enum Kind: String, Sendable {
    case cut, dissolve, fade
  }

  /// Seconds: of the first frame of a cut's new shot, or the middle of a transition.
  package var time: Double
  package var kind: Kind
  /// 0 to 1; 0.5 is as much as just counts.
  package var score: Double

  package init(time: Double, kind: Kind, score: Double) {
    (self.time, self.kind, self.score) = (time, kind, score)
  }
}
