/// A quarter of Russell's circle of affect (1980), named for what lies in its middle.
public enum Quadrant: String, CaseIterable, Sendable {
  /// High arousal, high valence.
  case excited
  /// High arousal, low valence.
  case tense
  /// Low arousal, low valence.
  case sad
  /// Low arousal, high valence.
  case calm
}
