extension Database {
  /// Stores what a source and plugins say of a track. Within a transaction that writes.
  func store(
    _ given: Track, from source: Source, cover: Int64?, findings: [Finding], merging: Bool
  ) throws(CatalogueError) -> Int64 {
    let number = try identifier(of: source)
    let old = try known(given.path)
    var track = given
    track.file = given.file ?? (merging ? old?.track.file : nil)
    track.error = given.error ?? (merging ? old?.track.error : nil)
    if merging, let old {
      let mine = try own(old.track.id, number)
      track = track.filled(from: mine)
      let isOld = given.analysis.allSatisfy { old.track.analysis[$0.key] == $0.value }
      if track.saysWhat(mine), track.file == old.track.file, track.error == old.track.error, isOld {
        return old.track.id
      }
    }
    let revision = try nextRevision()
    let id = if let old { old.track.id } else { try insert(given.path, revision) }
    try storeDetails(track, id, number)
    let whole = try details(of: id)
    // What plugins said of another state of the file is kept until they look again.
    let isSameFile = track.file == old?.track.file
    var analysis = (isSameFile ? old?.track.analysis ?? [:] : [:]).merging(given.analysis) { $1 }
    if let old, whole.wording != old.track.wording {
      // Other words have another meaning.
      for plugin in try plugins(giving: Track.meaning, to: id) + [Track.meaningPlugin] {
        analysis[plugin] = given.analysis[plugin]
      }
      try store(vector: nil, named: Track.meaning, of: id, from: nil)
      track.vectors[Track.meaning] = given.vectors[Track.meaning]
    }
    try storeValues(track.numbers, track.vectors, id, number)
    for finding in findings {
      try storeValues(
        finding.numbers, finding.vectors, id, try identifier(of: .plugin(finding.plugin)))
    }
    // A cover comes with the tags.
    let picture = cover ?? (merging || source != .tags ? old?.cover : nil)
    try change(
      """
      UPDATE track SET (artist, album, title, date, duration, cover, error, file_size, file_time,
        analysis, revision) = (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?) WHERE id = ?
      """, .text(whole.artist), .text(whole.album), .text(whole.title), .text(whole.date),
      .real(whole.duration), .integer(picture), .text(track.error), .integer(track.file?.size),
      .integer(track.file?.time), .text(AnalysisText.text(analysis)), .integer(revision),
      .integer(id))
    if let before = old?.cover, before != picture { try dropCover(before) }
    if old != nil { try change("DELETE FROM words WHERE rowid = ?", .integer(id)) }
    if track.error == nil { try index(whole, id) }
    return id
  }

  /// The track with this path, without its numbers and vectors, and its cover.
  private func known(
    _ path: String
  ) throws(CatalogueError) -> (track: Track, cover: Int64?)? {
    let row = try query("SELECT id, cover FROM track WHERE path = ?", .text(path))
    guard try row.next() else { return nil }
    let (id, cover) = (row.integer(0), row.isNull(1) ? nil : row.integer(1))
    row.reset()
    return try tracks([id], [.genres]).first.map { ($0, cover) }
  }

  /// The plugins that gave a track the vector of this name.
  private func plugins(giving vector: String, to track: Int64) throws(CatalogueError) -> [String] {
    let rows = try query(
      """
      SELECT text FROM source WHERE text LIKE 'plugin:%' AND id IN (
        SELECT source FROM vector
        WHERE track = ? AND name = (SELECT id FROM name WHERE text = ?))
      """, .integer(track), .text(vector))
    var plugins: [String] = []
    while try rows.next() { plugins.append(String(rows.text(0).dropFirst("plugin:".count))) }
    return plugins
  }

  /// A new row, of which nothing is known yet.
  private func insert(_ path: String, _ revision: Int64) throws(CatalogueError) -> Int64 {
    try change(
      """
      INSERT INTO track (path, artist, album, title, date, analysis, revision)
      VALUES (?, '', '', '', '', '', ?)
      """, .text(path), .integer(revision))
    return lastRow
  }

  private func storeDetails(
    _ track: Track, _ id: Int64, _ source: Int64
  ) throws(CatalogueError) {
    try change(
      "INSERT OR REPLACE INTO detail VALUES (?, ?, ?, ?, ?, ?, ?)", .integer(id),
      .integer(source), .text(track.artist), .text(track.album), .text(track.title),
      .text(track.date), .real(track.duration))
    try change(
      "DELETE FROM track_genre WHERE track = ? AND source = ?", .integer(id), .integer(source))
    for genre in track.genres where !genre.isEmpty {
      try change(
        "INSERT OR IGNORE INTO track_genre VALUES (?, ?, ?)", .integer(id),
        .integer(try identifier(.genre, genre)), .integer(source))
    }
  }

  /// In the place of all that the source gave before.
  private func storeValues(
    _ numbers: [String: Double], _ vectors: [String: [Float]], _ id: Int64, _ source: Int64
  ) throws(CatalogueError) {
    try change(
      "DELETE FROM number WHERE track = ? AND source = ?", .integer(id), .integer(source))
    try change(
      "DELETE FROM vector WHERE track = ? AND source = ?", .integer(id), .integer(source))
    for (name, value) in numbers {
      try change(
        "INSERT INTO number VALUES (?, ?, ?, ?)", .integer(id),
        .integer(try identifier(.name, name)), .integer(source), .real(value))
    }
    for (name, values) in vectors {
      try store(vector: values, named: name, of: id, from: source)
    }
  }

  /// In the place of the one that the source gave the track by this name; nil leaves it without.
  /// Without a source, all are taken away. Within a transaction that writes.
  func store(
    vector values: [Float]?, named name: String, of track: Int64, from source: Int64?
  ) throws(CatalogueError) {
    let name = try identifier(.name, name)
    guard let values, let source else {
      try change(
        "DELETE FROM vector WHERE track = ?1 AND name = ?2 AND ifnull(source = ?3, 1)",
        .integer(track), .integer(name), .integer(source))
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
      "INSERT OR REPLACE INTO vector VALUES (?, ?, ?, ?)", .integer(track), .integer(name),
      .integer(source), .blob(bytes))
  }
}
