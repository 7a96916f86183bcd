extension Database {
  /// Names of numbers and vectors by their number, read when first needed and again when there
  /// is a new one.
  func readNames() throws(CatalogueError) -> [Int64: String] {
    var names: [Int64: String] = [:]
    let rows = try query("SELECT id, text FROM name")
    while try rows.next() { names[rows.integer(0)] = rows.text(1) }
    return names
  }

  /// The tracks with these ids, in their order; ids that no track has are left out.
  func tracks(_ ids: [Int64], _ parts: Track.Parts) throws(CatalogueError) -> [Track] {
    let names =
      parts.isDisjoint(with: [.numbers, .vectors]) || ids.isEmpty ? [:] : try readNames()
    var tracks: [Track] = []
    tracks.reserveCapacity(ids.count)
    for id in ids {
      let row = try query(
        """
        SELECT path, artist, album, title, date, duration, error, file_size, file_time, analysis,
          revision FROM track WHERE id = ?
        """, .integer(id))
      guard try row.next() else { continue }
      var track = row.track(id)
      row.reset()
      try readParts(of: &track, parts, names)
      tracks.append(track)
    }
    return tracks
  }

  private func readParts(
    of track: inout Track, _ parts: Track.Parts, _ names: [Int64: String]
  ) throws(CatalogueError) {
    let id = SQLValue.integer(track.id)
    if parts.contains(.genres) {
      track.genres = try genres(of: track.id)
    }
    if parts.contains(.numbers) {
      // The source that counts comes last.
      let rows = try query(
        "SELECT name, value FROM number WHERE track = ? ORDER BY name DESC, source DESC", id)
      while try rows.next() { track.numbers[names[rows.integer(0)] ?? ""] = rows.real(1) }
    }
    if parts.contains(.vectors) {
      let rows = try query(
        "SELECT name, floats FROM vector WHERE track = ? ORDER BY name DESC, source DESC", id)
      while try rows.next() { track.vectors[names[rows.integer(0)] ?? ""] = rows.floats(1) }
    }
  }
}

extension Statement {
  /// A row of the columns that `tracks` names.
  fileprivate func track(_ id: Int64) -> Track {
    var track = Track(path: text(0))
    track.id = id
    track.artist = text(1)
    track.album = text(2)
    track.title = text(3)
    track.date = text(4)
    track.duration = isNull(5) ? nil : real(5)
    track.error = isNull(6) ? nil : text(6)
    track.file = isNull(7) ? nil : Track.FileState(size: integer(7), time: integer(8))
    track.analysis = AnalysisText.plugins(text(9))
    track.revision = integer(10)
    return track
  }
}
