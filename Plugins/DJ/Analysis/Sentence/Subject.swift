/// What songs are to be about: "songs about the sea, calm", "песни про море".
enum Subject {
  private static let openings = Pattern.alternatives(
    "about|on the subject of|on the theme of|про|о|об|обо|на тему")
  /// What may be about something, so that nobody's talk about the weather is a subject.
  private static let works: Set<String> = [
    "song", "songs", "music", "something", "anything", "track", "tracks", "tune", "tunes", "lyrics",
    "words", "ballads", "hits", "all", "playlist", "песня", "песни", "песню", "песен", "музыка",
    "музыку", "что", "нибудь", "трек", "треки", "все", "плейлист", "хиты", "баллады", ",",
  ]
  private static let ends: Set<String> = [
    ",", "-", "but", "for", "from", "to", "no", "not", "without", "played", "sung", "для", "без",
    "но",
    "а", "под", "на", "не",
  ]

  /// The tokens of the subject that the word at `place` opens; nil where it opens none, as "about
  /// an hour" does.
  static func tokens(_ tokens: [Token], at place: Int) -> Range<Int>? {
    guard place == 0 || works.contains(tokens[place - 1].text) else { return nil }
    guard let opening = openings.first(where: { $0.matches(tokens, at: place) }) else { return nil }
    let start = place + opening.count
    var end = start
    while end < tokens.count, !ends.contains(tokens[end].text),
      NumberPhrase(tokens, at: end) == nil
    {
      end += 1
    }
    return start < end ? start..<end : nil
  }
}
