/// The words that mean something, with what they mean.
struct Lexicon: Sendable {
  struct Entry: Sendable {
    let patterns: [Pattern]
    let meaning: Meaning

    init(_ patterns: String, _ meaning: Meaning) {
      self.patterns = Pattern.alternatives(patterns)
      self.meaning = meaning
    }
  }

  static let shared = Lexicon()
  private let entries =
    genres + languages + englishMoods + russianMoods + englishOccasions + russianOccasions
    + englishWords + russianWords

  /// What the tokens from `place` on mean, and how many these are: the most that one entry knows.
  func look(_ tokens: [Token], at place: Int) -> (meaning: Meaning, count: Int)? {
    var best: (meaning: Meaning, count: Int)?
    for entry in entries {
      for pattern in entry.patterns
      where pattern.count > best?.count ?? 0 && pattern.matches(tokens, at: place) {
        best = (entry.meaning, pattern.count)
      }
    }
    return best
  }
}
