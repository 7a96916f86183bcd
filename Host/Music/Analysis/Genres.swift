/// Genres as tags and tables have them: several in one text, separated by ';'.
package enum Genres {
  package static func list(_ text: String) -> [String] {
    var genres: [String] = []
    for part in text.split(separator: ";") {
      let genre = part.drop { $0.isWhitespace }
      guard let end = genre.lastIndex(where: { !$0.isWhitespace }) else { continue }
      genres.append(String(genre[...end]))
    }
    return genres
  }
}
