/// What the music is for: a mood, and what tracks should be like.
struct Occasion: Equatable, Sendable {
  var mood: Mood
  /// How much its mood counts beside a feeling that is named.
  var weight = 0.5
  var traits: [Trait: Double] = [:]
  /// Beats per minute.
  var tempo: ClosedRange<Double>?
  /// Genres that do not belong there.
  var excluded: [Genre] = []
  /// Genres that go best with it; empty: any.
  var fitting: [Genre] = []
  var isForChildren = false
  /// Songs of Christmas are wanted, which belong nowhere else.
  var isFestive = false
}
