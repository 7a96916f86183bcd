extension Catalogue {
  /// The track with this id.
  public func track(_ id: Int64, parts: Track.Parts = .all) throws(CatalogueError) -> Track? {
    try tracks([id], parts: parts).first
  }

  /// The tracks with these ids, in their order; ids that no track has are left out.
  public func tracks(
    _ ids: [Int64], parts: Track.Parts = .all
  ) throws(CatalogueError) -> [Track] {
    try read { (database) throws(CatalogueError) in try database.tracks(ids, parts) }
  }

  /// The track with this path, also one that cannot be used.
  public func track(
    path: String, parts: Track.Parts = .all
  ) throws(CatalogueError) -> Track? {
    try read { (database) throws(CatalogueError) in
      guard let id = try database.integer("SELECT id FROM track WHERE path = ?", .text(path)) else {
        return nil
      }
      return try database.tracks([id], parts).first
    }
  }

  /// Tracks in the order in which they were added.
  ///
  /// - Parameters:
  ///   - id: only tracks with a greater one; to go on, give the last one's.
  ///   - isBroken: those whose file cannot be used, instead of those that can be.
  public func list(
    after id: Int64 = 0, limit: Int, isBroken: Bool = false, parts: Track.Parts = .all
  ) throws(CatalogueError) -> [Track] {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT id FROM track WHERE id > ? AND (error IS NOT NULL) = ? ORDER BY id LIMIT ?
        """, .integer(id), .integer(isBroken ? 1 : 0), .integer(Int64(limit)))
      return try database.tracks(try rows.identifiers(), parts)
    }
  }

  /// How many tracks there are that can be used, or cannot.
  public func count(isBroken: Bool = false) throws(CatalogueError) -> Int {
    try read { (database) throws(CatalogueError) in
      Int(
        try database.integer(
          "SELECT count(*) FROM track WHERE (error IS NOT NULL) = ?", .integer(isBroken ? 1 : 0))
          ?? 0)
    }
  }
}

extension Statement {
  /// The first column of all rows.
  func identifiers() throws(CatalogueError) -> [Int64] {
    var all: [Int64] = []
    while try next() { all.append(integer(0)) }
    return all
  }
}

extension Catalogue {
  /// The ids of all tracks whose path is `path`, or lies below it, also of those that cannot be
  /// used.
  public func ids(below path: String) throws(CatalogueError) -> [Int64] {
    try read { (database) throws(CatalogueError) in
      // "0" is the character after "/".
      let rows = try database.query(
        "SELECT id FROM track WHERE path = ?1 OR (path > ?1 || '/' AND path < ?1 || '0')",
        .text(path))
      return try rows.identifiers()
    }
  }

  /// The names of all numbers that tracks have, in alphabetical order.
  public func numberNames() throws(CatalogueError) -> [String] {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT text FROM name WHERE id IN (SELECT DISTINCT name FROM number) ORDER BY text
        """)
      var names: [String] = []
      while try rows.next() { names.append(rows.text(0)) }
      return names
    }
  }
}

extension Catalogue {
  /// Tracks in the order in which they were added, without those that cannot be used, and how
  /// many there are in all. To go through very many, `list(after:)` is faster.
  public func page(
    limit: Int, offset: Int, parts: Track.Parts = .all
  ) throws(CatalogueError) -> Found {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        "SELECT id FROM track WHERE error IS NULL ORDER BY id LIMIT ? OFFSET ?",
        .integer(Int64(limit)), .integer(Int64(offset)))
      let ids = try rows.identifiers()
      let total = try database.integer("SELECT count(*) FROM track WHERE error IS NULL") ?? 0
      return Found(tracks: try database.tracks(ids, parts), total: Int(total))
    }
  }
}
