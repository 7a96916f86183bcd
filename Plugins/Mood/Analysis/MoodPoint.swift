/// The mood of one second.
public struct MoodPoint: Equatable, Sendable {
  /// Counted from the start of the sound.
  public var second: Int
  /// -1, as calm as can be, to 1.
  public var arousal: Float
  /// -1, as dark as can be, to 1.
  public var valence: Float

  public init(second: Int, arousal: Float, valence: Float) {
    self.second = second
    self.arousal = arousal
    self.valence = valence
  }

  /// Of Russell's circle.
  public var quadrant: Quadrant {
    arousal >= 0 ? (valence >= 0 ? .excited : .tense) : (valence >= 0 ? .calm : .sad)
  }
}
