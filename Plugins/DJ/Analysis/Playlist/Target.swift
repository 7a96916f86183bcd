/// What a playlist should be like: the sentence's wish and the photo's scene in the measures of
/// tracks.
package struct Target: Equatable, Sendable {
  /// 0 to 1; nil: any.
  package var valence: Double?
  /// 0 to 1; nil: any. With a course, its middle.
  package var energy: Double?
  /// What the energy is at the first and the last track.
  package var firstEnergy: Double?
  package var lastEnergy: Double?
  package var course = Course.steady
  /// Beats per minute.
  package var tempo: ClosedRange<Double>?
  package var isTempoExact = false
  /// The wanted value and how much it counts.
  package var traits: [Trait: Weighted] = [:]
  /// How near to what was asked for each kind of music is, 0 to 1; empty: any kind.
  package var kinds: [Genre: Double] = [:]
  var excluded = GenreSet()
  /// Those that go with the occasion; empty: any.
  var fitting = GenreSet()
  package var isForChildren = false
  var isFestive = false
  package var years: [ClosedRange<Int>] = []
  package var excludedYears: [ClosedRange<Int>] = []
  package var languages: [SongLanguage] = []
  package var excludedLanguages: [SongLanguage] = []
  /// How near to the wanted subject the words of tracks come, 0 to 1, by their ids; the others are
  /// not near at all. Nil: no subject is wanted.
  package var nearness: [Int64: Double]?
  /// Asked for by name, but not in the catalogue.
  package var absent: [Genre] = []

  package struct Weighted: Equatable, Sendable {
    package var value: Double
    package var weight: Double
  }

  package init() {}

  /// Arousal and valence, from -1 to 1, in the measures of tracks, from 0 to 1. Music is made to
  /// be heard, so that its middle is more than half of the energy there is.
  static func energy(_ arousal: Double) -> Double { min(max(0.55 + 0.45 * arousal, 0), 1) }
  static func valence(_ valence: Double) -> Double { min(max(0.5 + 0.45 * valence, 0), 1) }

  /// The energy at a part of the playlist, from 0 to 1.
  package func energy(at part: Double) -> Double? {
    guard let first = firstEnergy, let last = lastEnergy else { return energy }
    return first + (last - first) * part
  }
}
