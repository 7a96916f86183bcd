import Plugins

/// What the columns of a table of tracks mean.
package struct TrackColumns: Equatable, Sendable {
  /// What a column can be.
  package enum Meaning: Equatable, Sendable {
    case id, path, artist, album, title, date, genre
    /// Seconds times this many.
    case duration(divisor: Double)
    case number(String)
  }

  /// By column; nil for those that are passed over.
  package let meanings: [Meaning?]

  /// Names of columns that are understood as they are, besides those of `reserved` and `numbers`.
  private static let synonyms: [String: String] = [
    "track_id": "id", "track_name": "title", "track_artist": "artist",
    "track_popularity": "popularity", "track_album_name": "album",
    "track_album_release_date": "date", "playlist_genre": "genre",
    "playlist_subgenre": "genre", "track_genre": "genre", "album_name": "album",
    "artists": "artist", "name": "title", "year": "date", "release_date": "date",
    "genres": "genre", "duration_ms": "duration-ms", "length": "duration", "file": "path",
    "filename": "path", "bpm": "tempo",
  ]
  /// What `--map` may name besides a number.
  package static let reserved = [
    "id", "path", "artist", "album", "title", "date", "genre", "duration", "duration-ms",
  ]
  /// Numbers that are understood without `--map`.
  package static let numbers = [
    "tempo", "key", "mode", "loudness", "energy", "danceability", "speechiness", "acousticness",
    "instrumentalness", "liveness", "valence", "arousal", "popularity", "time_signature",
  ]

  /// - Parameters:
  ///   - header: the first record.
  ///   - mapping: by a column's name, what it is: a word of `reserved`, or a number's name, or ""
  ///     to pass it over.
  package init(
    _ header: CSVParser.Record, mapping: [(theirs: String, ours: String)]
  ) throws(TableError) {
    for (theirs, _) in mapping where !header.fields.contains(theirs) {
      throw TableError(
        header.line,
        "there is no column '\(theirs)'\(suggestion(theirs, among: header.fields)); the columns"
          + " are \(header.fields.joined(separator: ", "))")
    }
    meanings = header.fields.map { column in
      let ours = mapping.last { $0.theirs == column }?.ours
      if let ours { return Self.meaning(ours, isAnyNumber: true) }
      let name = column.lowercased()
      return Self.meaning(Self.synonyms[name] ?? name, isAnyNumber: false)
    }
    let known = meanings.compactMap(\.self)
    if known.contains(.path) || known.contains(.id) { return }
    guard known.contains(.title), known.contains(.artist) else {
      throw TableError(
        header.line,
        "no column tells which track is meant: 'path', 'id', or 'artist' and 'title'; the columns"
          + " are \(header.fields.joined(separator: ", ")); say which is which with --map"
          + " THEIRS=OURS")
    }
  }

  private static func meaning(_ name: String, isAnyNumber: Bool) -> Meaning? {
    switch name {
    case "id": .id
    case "path": .path
    case "artist": .artist
    case "album": .album
    case "title": .title
    case "date": .date
    case "genre": .genre
    case "duration": .duration(divisor: 1)
    case "duration-ms": .duration(divisor: 1000)
    case "": nil
    default: isAnyNumber || numbers.contains(name) ? .number(name) : nil
    }
  }
}
