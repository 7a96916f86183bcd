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
  /// What songs are to be about, as it was written.
  package var subject: String?
  /// The words that were understood, as they were written, in order.
  package var heard: [String] = []
  /// How many other words there are that could mean something.
  package var unheard = 0
  /// What the sentence as a whole feels like, where someone can tell.
  package var sense: Mood?

  package init() {}

  package struct Arc: Equatable, Sendable {
    package var from: Double
    package var to: Double
  }

  package var isEmpty: Bool { heard.isEmpty && sense == nil && subject == nil }

  /// Whether the sentence as a whole may say more than the words that were understood: there are
  /// others, and enough of them. Only English can be asked about.
  package var needsSense: Bool {
    language == .english && unheard > 0 && heard.count + unheard > 2
  }

  /// Feelings that were named count 1, those that go with an occasion its weight. The sense of the
  /// whole counts half for each word that was not understood, and half in all beside a feeling that
  /// was named.
  package var mood: Mood {
    func mean(_ part: (Mood) -> Double?) -> Double? {
      var all = moods.map { (part($0), 1) } + occasions.map { (part($0.mood), $0.weight) }
      if let sense {
        let isNamed = moods.contains { part($0) != nil }
        all.append((part(sense), isNamed ? 0.5 : min(0.5 * Double(unheard), 3)))
      }
      let known = all.compactMap { value, weight in value.map { ($0, weight) } }
      if known.isEmpty { return nil }
      return known.reduce(0) { $0 + $1.0 * $1.1 } / known.reduce(0) { $0 + $1.1 }
    }
    return Mood(mean(\.valence), mean(\.arousal))
  }
}
