/// An answer to a search.
public struct Found: Equatable, Sendable {
  /// The best ones first.
  public var tracks: [Track] = []
  /// How many there are in all.
  public var total = 0

  public init() {}

  init(tracks: [Track], total: Int) {
    self.tracks = tracks
    self.total = total
  }
}

extension Catalogue {
  /// Tracks whose artist, album or title hold all words of `text`, or words that begin like
  /// them. Case and accents do not matter. Where there is none, words of nearly the same
  /// spelling count too, the likeliest first.
  public func search(
    _ text: String, limit: Int, offset: Int = 0, parts: Track.Parts = .all
  ) throws(CatalogueError) -> Found {
    let chunks = SearchText(text).chunks
    guard !chunks.isEmpty else { return Found() }
    return try read { (database) throws(CatalogueError) in
      for distance in 0...Spelling.most {
        guard let query = try database.match(chunks, distance: distance) else { continue }
        let total = try database.integer(
          "SELECT count(*) FROM words WHERE words MATCH ?", .text(query.all))
        guard let total, total > 0 else { continue }
        let rows = try database.query(
          """
          SELECT rowid FROM words WHERE words MATCH ?1
          ORDER BY ?2 != ?1 AND rowid IN (SELECT rowid FROM words WHERE words MATCH ?2) DESC,
            bm25(words, 4, 1, 4), rowid LIMIT ?3 OFFSET ?4
          """, .text(query.all), .text(query.likeliest), .integer(Int64(limit)),
          .integer(Int64(offset)))
        let ids = try rows.identifiers()
        return Found(tracks: try database.tracks(ids, parts), total: Int(total))
      }
      return Found()
    }
  }

  /// The track that a line of text means: its id, or "artist - title", or anything that search
  /// finds; of several, the one that fits best.
  public func track(
    named line: String, parts: Track.Parts = .all
  ) throws(CatalogueError) -> Track? {
    let line = String(line.drop(while: \.isWhitespace))
    if let id = Int64(line), let track = try track(id, parts: parts) { return track }
    for separator in [" - ", " \u{2013} ", " \u{2014} "] {
      guard let range = line.firstRange(of: separator) else { continue }
      let artist = SearchText(String(line[..<range.lowerBound]))
      let title = SearchText(String(line[range.upperBound...]))
      let candidates = try search(line, limit: 50, parts: []).tracks
      let match = candidates.first { track in
        SearchText(track.artist).words == artist.words
          && SearchText(track.title).words == title.words
      }
      if let match { return try track(match.id, parts: parts) }
    }
    return try search(line, limit: 1, parts: parts).tracks.first
  }
}

extension Database {
  /// Makes a track findable. Within a transaction that writes.
  func index(_ track: Track, _ id: Int64) throws(CatalogueError) {
    let texts = [track.artist, track.album, track.title].map(SearchText.init)
    try change(
      "INSERT INTO words (rowid, artist, album, title) VALUES (?, ?, ?, ?)", .integer(id),
      .text(texts[0].indexed), .text(texts[1].indexed), .text(texts[2].indexed))
    for text in texts {
      for word in text.indexed.split(separator: " ") { try learn(String(word)) }
    }
  }

  /// The query of the full-text index for words that differ in at most `distance` letters, and
  /// the one for the likeliest of them; nil where that allows nothing that less does not.
  fileprivate func match(
    _ chunks: [SearchText.Chunk], distance: Int
  ) throws(CatalogueError) -> (all: String, likeliest: String)? {
    var terms: [String] = []
    var likeliest: [String] = []
    var isWider = distance == 0
    for chunk in chunks {
      if chunk.isUnspaced {
        // Side by side.
        terms.append("\"\(chunk.words.joined(separator: " "))\" *")
        likeliest.append(terms[terms.count - 1])
        continue
      }
      for word in chunk.words {
        // A single letter is a word; as the beginning of one it would be in nearly every text.
        let typed = "\"\(word)\"" + (word.unicodeScalars.count > 1 ? " *" : "")
        let near = distance > 0 ? try spellings(near: word, distance: distance) : []
        if near.contains(where: { $0.distance == distance }) { isWider = true }
        let choices = [typed] + near.map { "\"\($0.word)\"" }
        terms.append(choices.count == 1 ? typed : "(\(choices.joined(separator: " OR ")))")
        var likely = typed
        if !near.isEmpty, try !isThere(typed), let best = try self.likeliest(near, for: word) {
          likely = "\"\(best.word)\""
        }
        likeliest.append(likely)
      }
    }
    guard isWider else { return nil }
    return (terms.joined(separator: " AND "), likeliest.joined(separator: " AND "))
  }

  /// Whether a query of the full-text index finds anything.
  private func isThere(_ query: String) throws(CatalogueError) -> Bool {
    try integer("SELECT 1 FROM words WHERE words MATCH ? LIMIT 1", .text(query)) != nil
  }
}
