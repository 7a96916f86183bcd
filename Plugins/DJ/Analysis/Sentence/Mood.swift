/// A feeling as a place in Russell's circumplex ("A circumplex model of affect", 1980): how
/// pleasant, and how aroused, each from -1 to 1. Nil: it says nothing of that.
package struct Mood: Equatable, Sendable {
  package var valence: Double?
  package var arousal: Double?

  package init(_ valence: Double?, _ arousal: Double?) {
    (self.valence, self.arousal) = (valence, arousal)
  }

  /// Halfway to the opposite: what is not sad is mildly happy.
  var negated: Mood { Mood(valence.map { -0.5 * $0 }, arousal.map { -0.5 * $0 }) }

  func scaled(by factor: Double) -> Mood {
    Mood(
      valence.map { min(max(factor * $0, -1), 1) }, arousal.map { min(max(factor * $0, -1), 1) })
  }
}
