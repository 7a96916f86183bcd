/// How far a word may be from the one that was meant.
enum Spelling {
  /// The largest distance of any word.
  static let most = 3
  /// Words that are compared letter by letter for one that was typed.
  static let mostCandidates: Int64 = 400
  /// Words that are searched for in its place.
  static let mostSpellings = 24
  /// Tracks up to which it counts how frequent a word is.
  static let mostTracks: Int64 = 1000

  /// Letters that may be wrong in a word of so many.
  static func allowance(_ letters: Int) -> Int {
    switch letters {
    case ..<4: 0
    case 4...5: 1
    case 6...9: 2
    default: 3
    }
  }
}

/// A word of the catalogue that may be the one that was meant.
struct Suggestion: Equatable {
  let word: String
  /// Letters that are wrong.
  let distance: Int
}

extension Database {
  /// Remembers a word for `spellings`. Within a transaction that writes.
  func learn(_ word: String) throws(CatalogueError) {
    guard word.unicodeScalars.count > 2,
      try change("INSERT OR IGNORE INTO word (text) VALUES (?)", .text(word)) > 0
    else { return }
    let id = lastRow
    for letters in trigrams(of: word).sorted() {
      try change("INSERT INTO trigram VALUES (?, ?)", .text(letters), .integer(id))
    }
  }

  /// The words of the catalogue that differ from `word` in 1 to `distance` letters, as far as its
  /// length allows, the nearest first.
  func spellings(
    near word: String, distance: Int
  ) throws(CatalogueError) -> [Suggestion] {
    let letters = Array(word.unicodeScalars)
    let limit = min(distance, Spelling.allowance(letters.count))
    guard limit > 0 else { return [] }
    let threes = trigrams(of: word).sorted()
    // A letter that is wrong spoils three trigrams, and two that are swapped spoil four.
    let common = max(1, threes.count - 3 * limit - 1)
    let marks = Array(repeating: "?", count: threes.count).joined(separator: ", ")
    let rows = try query(
      """
      SELECT word.text FROM (
        SELECT word, count(*) AS common FROM trigram WHERE letters IN (\(marks))
        GROUP BY word HAVING common >= ? ORDER BY common DESC LIMIT ?
      ) JOIN word ON word.id = word ORDER BY common DESC
      """,
      threes.map { .text($0) } + [.integer(Int64(common)), .integer(Spelling.mostCandidates)])
    var near: [Suggestion] = []
    while try rows.next() {
      let text = rows.text(0)
      let distance = editDistance(letters, Array(text.unicodeScalars), limit: limit)
      if let distance, distance > 0 { near.append(Suggestion(word: text, distance: distance)) }
    }
    near.sort { $0.distance < $1.distance }
    return Array(near.prefix(Spelling.mostSpellings))
  }

  /// The likeliest of the words that are nearest to `word`: a frequent one, and one that
  /// begins as it does, for few slip at the beginning. Each letter more in common counts as much
  /// as twice the tracks.
  func likeliest(
    _ near: [Suggestion], for word: String
  ) throws(CatalogueError) -> Suggestion? {
    let choices = near.filter { $0.distance == near.first?.distance }
    if choices.count < 2 { return choices.first }
    var best: (choice: Suggestion, weight: Double)?
    for choice in choices {
      let common = zip(word.unicodeScalars, choice.word.unicodeScalars).prefix { $0 == $1 }.count
      let tracks = try integer(
        "SELECT count(*) FROM (SELECT 1 FROM words WHERE words MATCH ? LIMIT ?)",
        .text("\"\(choice.word)\""), .integer(Spelling.mostTracks))
      var weight = Double(tracks ?? 0)
      for _ in 0..<common { weight *= 2 }
      if weight > best?.weight ?? -1 { best = (choice, weight) }
    }
    return best?.choice
  }
}
