extension Catalogue {
  /// Who gives each number and vector of a track that counts, by its name.
  public func sources(of track: Int64) throws(CatalogueError) -> [String: Source] {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT name.text, source.text FROM (
          SELECT name, source FROM number WHERE track = ?1
          UNION ALL SELECT name, source FROM vector WHERE track = ?1
        ) JOIN name ON name.id = name JOIN source ON source.id = source ORDER BY source.id DESC
        """, .integer(track))
      var sources: [String: Source] = [:]
      while try rows.next() {
        sources[rows.text(0)] = Source(description: rows.text(1))
      }
      return sources
    }
  }

  /// Remembers folders that tracks were added from, and those below them that lie on another
  /// device: what is missing there is known to be gone only while its folder is seen.
  public func note(folders: [String]) throws(CatalogueError) {
    try write { (database) throws(CatalogueError) in
      for folder in folders {
        try database.change("INSERT OR IGNORE INTO folder VALUES (?)", .text(folder))
      }
    }
  }

  public func folders() throws(CatalogueError) -> [String] {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query("SELECT path FROM folder ORDER BY path")
      var folders: [String] = []
      while try rows.next() { folders.append(rows.text(0)) }
      return folders
    }
  }
}

extension Database {
  /// The number of a source, which gets one if it has none. Within a transaction that writes.
  func identifier(of source: Source) throws(CatalogueError) -> Int64 {
    if let number = source.number { return number }
    let text = SQLValue.text(source.description)
    if let known = try integer("SELECT id FROM source WHERE text = ?", text) { return known }
    try change("INSERT INTO source SELECT min(id) - 1, ? FROM source WHERE id > 15", text)
    return lastRow
  }

  /// What one source says of a track, without the rest of its row.
  func own(_ id: Int64, _ source: Int64) throws(CatalogueError) -> Track {
    var track = Track(path: "")
    let names = try readNames()
    let (id, source) = (SQLValue.integer(id), SQLValue.integer(source))
    let details = try query(
      "SELECT artist, album, title, date, duration FROM detail WHERE track = ? AND source = ?", id,
      source)
    if try details.next() { details.readDetails(into: &track) }
    details.reset()
    let genres = try query(
      """
      SELECT genre.name FROM track_genre JOIN genre ON genre.id = track_genre.genre
      WHERE track = ? AND source = ? ORDER BY genre.name
      """, id, source)
    while try genres.next() { track.genres.append(genres.text(0)) }
    let numbers = try query(
      "SELECT name, value FROM number WHERE track = ? AND source = ?", id, source)
    while try numbers.next() { track.numbers[names[numbers.integer(0)] ?? ""] = numbers.real(1) }
    let vectors = try query(
      "SELECT name, floats FROM vector WHERE track = ? AND source = ?", id, source)
    while try vectors.next() { track.vectors[names[vectors.integer(0)] ?? ""] = vectors.floats(1) }
    return track
  }

  /// Names, date and length of a track as its sources give them together, and the genres of all.
  func details(of id: Int64) throws(CatalogueError) -> Track {
    var all = Track(path: "")
    let rows = try query(
      "SELECT artist, album, title, date, duration FROM detail WHERE track = ? ORDER BY source",
      .integer(id))
    while try rows.next() {
      var one = Track(path: "")
      rows.readDetails(into: &one)
      all = all.filled(from: one)
    }
    all.genres = try genres(of: id)
    return all
  }

  func genres(of id: Int64) throws(CatalogueError) -> [String] {
    let rows = try query(
      """
      SELECT DISTINCT genre.name FROM track_genre JOIN genre ON genre.id = track_genre.genre
      WHERE track = ? ORDER BY genre.name
      """, .integer(id))
    var genres: [String] = []
    while try rows.next() { genres.append(rows.text(0)) }
    return genres
  }
}

extension Statement {
  fileprivate func readDetails(into track: inout Track) {
    track.artist = text(0)
    track.album = text(1)
    track.title = text(2)
    track.date = text(3)
    track.duration = isNull(4) ? nil : real(4)
  }
}
