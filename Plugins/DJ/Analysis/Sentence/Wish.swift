/// What a sentence asks for.
package struct Wish: Equatable, Sendable {
  package var language = Language.english
  /// Asked for by name.
  package var genres: [Genre] = []
  package var excludedGenres: [Genre] = []
  package var moods: [Mood] = []
  var occasions: [Occasion] = []
  package var traits: [Trait: Double] = [:]
  /// Beats per minute.
  package var tempo: ClosedRange<Double>?
  /// A tempo in numbers, which counts more than "fast".
  package var isTempoExact = false
  package var years: [ClosedRange<Int>] = []
  package var excludedYears: [ClosedRange<Int>] = []
  /// The last few years of the catalogue.
  package var isRecent = false
  package var songLanguages: [SongLanguage] = []
  package var excludedSongLanguages: [SongLanguage] = []
  package var course: Course?
  /// The arousal that the course begins and ends with, where both were named.
  package var arc: Arc?
  package var minutes: Double?
  /// The words that were understood, as they were written, in order.
  package var heard: [String] = []

  package init() {}

  package struct Arc: Equatable, Sendable {
    package var from: Double
    package var to: Double
  }

  package var isEmpty: Bool { heard.isEmpty }

  /// Feelings that were named count 1, those that go with an occasion its weight.
  package var mood: Mood {
    func mean(_ part: (Mood) -> Double?) -> Double? {
      let all = moods.map { (part($0), 1) } + occasions.map { (part($0.mood), $0.weight) }
      let known = all.compactMap { value, weight in value.map { ($0, weight) } }
      if known.isEmpty { return nil }
      return known.reduce(0) { $0 + $1.0 * $1.1 } / known.reduce(0) { $0 + $1.1 }
    }
    return Mood(mean(\.valence), mean(\.arousal))
  }
}
