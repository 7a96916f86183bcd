/// What a title tells of a track that a DJ would mind.
struct Oddities: OptionSet, Sendable, Equatable {
  let rawValue: UInt8

  static let skit = Oddities(rawValue: 1)
  static let festive = Oddities(rawValue: 2)
  static let coarse = Oddities(rawValue: 4)

  init(rawValue: UInt8) { self.rawValue = rawValue }

  init(of title: String) {
    let title = Array(title.lowercased().utf8)
    self = []
    for (kind, words) in Self.words where words.contains(where: { Self.holds(title, $0) }) {
      insert(kind)
    }
  }

  private static let words: [(Oddities, [[UInt8]])] = [
    (.skit, ["skit", "interlude", "outro", "karaoke", "commentary", "(intro", "- intro"]),
    (
      .festive,
      [
        "christmas", "xmas", "santa claus", "jingle", "mistletoe", "let it snow", "sleigh",
        "winter wonderland", "silent night", "navidad", "рождеств", "новогодн", "новый год",
      ]
    ),
    (
      .coarse,
      [
        "fuck", "shit", "bitch", "nigga", "ni**a", "n**ga", "f**k", "muthaph", "motherf", "whore",
        "pussy", "murder", "cocaine", "бля", "хуй", "пизд", "сука", "ебан",
      ]
    ),
  ].map { kind, words in (kind, words.map { Array($0.utf8) }) }

  private static func holds(_ title: [UInt8], _ word: [UInt8]) -> Bool {
    if title.count < word.count { return false }
    for start in 0...title.count - word.count where title[start] == word[0] {
      var length = 1
      while length < word.count, title[start + length] == word[length] { length += 1 }
      if length == word.count { return true }
    }
    return false
  }
}
