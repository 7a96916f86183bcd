/// Kinds of music, one bit each.
package struct GenreSet: Equatable, Sendable {
  private(set) var bits: UInt32 = 0

  init(_ genres: [Genre] = []) { for genre in genres { insert(genre) } }

  /// What a track's genre is, by the words in its name.
  package init(of name: String) {
    let words = name.lowercased().split { !$0.isLetter && !$0.isNumber }
    for (genre, phrases) in Self.phrases
    where phrases.contains(where: { Self.holds(words, $0) }) {
      insert(genre)
    }
  }

  private init(bits: UInt32) { self.bits = bits }

  mutating func insert(_ genre: Genre) { bits |= 1 << Self.place[genre]! }
  func union(_ other: GenreSet) -> GenreSet { GenreSet(bits: bits | other.bits) }
  func intersection(_ other: GenreSet) -> GenreSet { GenreSet(bits: bits & other.bits) }
  var isEmpty: Bool { bits == 0 }
  func contains(_ genre: Genre) -> Bool { bits & 1 << Self.place[genre]! != 0 }
  func intersects(_ other: GenreSet) -> Bool { bits & other.bits != 0 }

  private static let place = Dictionary(
    uniqueKeysWithValues: Genre.allCases.enumerated().map { ($1, UInt32($0)) })
  private static let phrases = Genre.allCases.map { genre in
    (genre, genre.names.map { $0.split(separator: " ") })
  }

  private static func holds(_ words: [Substring], _ phrase: [Substring]) -> Bool {
    words.indices.contains { words[$0...].starts(with: phrase) }
  }
}
