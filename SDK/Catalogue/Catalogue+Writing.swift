extension Catalogue {
  /// Stores what `source` says of the track with this path, and what plugins have found, in the
  /// place of what they said before. What others said stays.
  ///
  /// - Returns: its id.
  @discardableResult
  public func add(
    _ track: Track, from source: Source = .tags, cover: Cover? = nil, findings: [Finding] = []
  ) throws(CatalogueError) -> Int64 {
    try check(track)
    for finding in findings { try check(finding.numbers, track.path) }
    return try write { (database) throws(CatalogueError) in
      let picture = try cover.map { (cover) throws(CatalogueError) in
        try database.store(cover)
      }
      return try database.store(
        track, from: source, cover: picture, findings: findings, merging: false)
    }
  }

  /// Stores many tracks in one transaction, which is faster: all of them, or none.
  ///
  /// - Parameter merging: what a new one leaves open stays also of what `source` said itself, and
  ///   so do its genres; a track of which it says nothing new is not touched.
  /// - Returns: their ids, in the order of `tracks`.
  @discardableResult
  public func add(
    _ tracks: [Track], from source: Source = .tags, merging: Bool = false
  ) throws(CatalogueError) -> [Int64] {
    for track in tracks { try check(track) }
    return try write { (database) throws(CatalogueError) in
      var ids: [Int64] = []
      for track in tracks {
        ids.append(
          try database.store(track, from: source, cover: nil, findings: [], merging: merging))
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
    try check(track.numbers, track.path)
    if let duration = track.duration, !duration.isFinite || duration < 0 {
      throw CatalogueError(
        .badRequest, "\(track.path): the duration is \(duration) s; leave it out")
    }
  }

  private func check(_ numbers: [String: Double], _ path: String) throws(CatalogueError) {
    let numbers = numbers.sorted { $0.key < $1.key }
    if let bad = numbers.first(where: { !$0.value.isFinite }) {
      throw CatalogueError(
        .badRequest, "\(path): the number '\(bad.key)' is \(bad.value); leave it out")
    }
  }
}

extension Database {
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
