/// What a word of a sentence means for the music.
enum Meaning: Sendable {
  case mood(Double?, Double?)
  case occasion(Occasion)
  case genre(Genre)
  case trait(Trait, Double)
  /// Beats per minute, and the arousal that goes with it.
  case tempo(ClosedRange<Double>, Double)
  case course(Course)
  case years(ClosedRange<Int>)
  /// The last few years of the catalogue.
  case recent
  case language(SongLanguage)
  case minutes(Double)

  /// What may stand in one list behind one negation.
  var category: Int {
    switch self {
    case .mood, .occasion, .tempo: 0
    case .genre: 1
    case .trait: 2
    case .years, .recent: 3
    case .language: 4
    case .course, .minutes: 5
    }
  }
}

/// A language that songs are sung in.
package enum SongLanguage: Sendable, Equatable {
  case english, russian, spanish, other
}
