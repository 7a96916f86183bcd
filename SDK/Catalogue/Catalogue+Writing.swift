extension Catalogue {
  /// Stores a track in the place of the one with the same path, or as a new one.
  ///
  /// - Returns: its id.
  @discardableResult
  public func add(_ track: Track, cover: Cover? = nil) throws(CatalogueError) -> Int64 {
    try check(track)
    return try write { (database) throws(CatalogueError) in
      let picture = try cover.map { (cover) throws(CatalogueError) in
        try database.store(cover)
      }
      return try database.store(track, cover: picture, merging: false)
    }
  }

  /// Stores many tracks in one transaction, which is faster: all of them, or none.
  ///
  /// - Parameter merging: a track that is there already keeps what the new one leaves open, and
  ///   its genres; one that would stay as it is is not touched.
  /// - Returns: their ids, in the order of `tracks`.
  @discardableResult
  public func add(
    _ tracks: [Track], merging: Bool = false
  ) throws(CatalogueError) -> [Int64] {
    for track in tracks { try check(track) }
    return try write { (database) throws(CatalogueError) in
      var ids: [Int64] = []
      for track in tracks {
        ids.append(try database.store(track, cover: nil, merging: merging))
      }
      return ids
    }
  }

  /// Takes a track out. - Returns: false if there was none with this id.
  @discardableResult
  public func remove(_ id: Int64) throws(CatalogueError) -> Bool {
    try write { (database) throws(CatalogueError) in try database.remove(id) }
  }

  private func check(_ track: Track) throws(CatalogueError) {
    if track.path.isEmpty {
      throw CatalogueError(.badRequest, "a track has no path; give it one, by which it is known")
    }
    if track.path.utf8.contains(0) {
      throw CatalogueError(.badRequest, "the path of a track holds a NUL character")
    }
    let numbers = track.numbers.sorted { $0.key < $1.key }
    if let bad = numbers.first(where: { !$0.value.isFinite }) {
      throw CatalogueError(
        .badRequest, "\(track.path): the number '\(bad.key)' is \(bad.value); leave it out")
    }
    if let duration = track.duration, !duration.isFinite || duration < 0 {
      throw CatalogueError(
        .badRequest, "\(track.path): the duration is \(duration) s; leave it out")
    }
  }
}

extension Database {
  fileprivate func store(
    _ track: Track, cover: Int64?, merging: Bool
  ) throws(CatalogueError) -> Int64 {
    let old = try query("SELECT id, cover FROM track WHERE path = ?", .text(track.path))
    var id: Int64 = 0
    var oldCover: Int64?
    if try old.next() {
      id = old.integer(0)
      oldCover = old.isNull(1) ? nil : old.integer(1)
    }
    old.reset()
    var (track, cover) = (track, cover)
    if merging, id != 0, let before = try tracks([id], .all).first {
      track = track.filled(from: before)
      if track == before { return id }
      cover = cover ?? oldCover
    }
    let revision = try nextRevision()
    let values: [SQLValue] = [
      .text(track.path), .text(track.artist), .text(track.album), .text(track.title),
      .text(track.date), .real(track.duration), .integer(cover), .text(track.error),
      .integer(track.file?.size), .integer(track.file?.time),
      .text(AnalysisText.text(track.analysis)), .integer(revision),
    ]
    if id == 0 {
      let statement = try query(
        """
        INSERT INTO track (path, artist, album, title, date, duration, cover, error, file_size,
          file_time, analysis, revision) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
        """, values)
      _ = try statement.next()
      id = lastRow
    } else {
      let statement = try query(
        """
        UPDATE track SET (path, artist, album, title, date, duration, cover, error, file_size,
          file_time, analysis, revision) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?
        """, values + [.integer(id)])
      _ = try statement.next()
      try change("DELETE FROM number WHERE track = ?", .integer(id))
      try change("DELETE FROM vector WHERE track = ?", .integer(id))
      try change("DELETE FROM words WHERE rowid = ?", .integer(id))
      try change("DELETE FROM track_genre WHERE track = ?", .integer(id))
    }
    if let oldCover, oldCover != cover { try dropCover(oldCover) }
    try storeParts(track, id)
    if track.error == nil { try index(track, id) }
    return id
  }

  private func storeParts(_ track: Track, _ id: Int64) throws(CatalogueError) {
    for genre in track.genres where !genre.isEmpty {
      try change(
        "INSERT OR IGNORE INTO track_genre VALUES (?, ?)", .integer(id),
        .integer(try identifier(.genre, genre)))
    }
    for (name, value) in track.numbers {
      try change(
        "INSERT INTO number VALUES (?, ?, ?)", .integer(id),
        .integer(try identifier(.name, name)), .real(value))
    }
    for (name, values) in track.vectors { try store(vector: values, named: name, of: id) }
  }

  /// In the place of the one that the track has by this name; nil leaves it without. Within a
  /// transaction that writes.
  func store(vector values: [Float]?, named name: String, of track: Int64) throws(CatalogueError) {
    let name = try identifier(.name, name)
    guard let values else {
      try change("DELETE FROM vector WHERE track = ? AND name = ?", .integer(track), .integer(name))
      return
    }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(values.count * 4)
    for value in values {
      let bits = value.bitPattern
      for shift in [0, 8, 16, 24] as [UInt32] {
        bytes.append(UInt8(truncatingIfNeeded: bits >> shift))
      }
    }
    try change(
      """
      INSERT INTO vector VALUES (?, ?, ?) ON CONFLICT (track, name) DO UPDATE SET floats = excluded.floats
      """, .integer(track), .integer(name), .blob(bytes))
  }

  fileprivate func remove(_ id: Int64) throws(CatalogueError) -> Bool {
    let cover = try integer("SELECT cover FROM track WHERE id = ?", .integer(id))
    guard try change("DELETE FROM track WHERE id = ?", .integer(id)) > 0 else { return false }
    try change("DELETE FROM words WHERE rowid = ?", .integer(id))
    if let cover, cover != 0 { try dropCover(cover) }
    try change("INSERT INTO removed VALUES (?, ?)", .integer(id), .integer(try nextRevision()))
    return true
  }

  func nextRevision() throws(CatalogueError) -> Int64 {
    try integer("UPDATE catalogue SET revision = revision + 1 WHERE id = 1 RETURNING revision") ?? 0
  }
}
