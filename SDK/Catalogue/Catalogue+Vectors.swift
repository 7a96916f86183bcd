extension Track {
  /// The name of the vector of what a track's words mean; its length is 1.
  public static let meaning = "meaning"

  /// The words of a track as one text: "Run by Air, Talkie Walkie, electronic, pop". Empty where
  /// it has none.
  public var wording: String {
    let name = [title, artist].filter { !$0.isEmpty }.joined(separator: " by ")
    return ([name, album] + genres).filter { !$0.isEmpty }.joined(separator: ", ")
  }
}

/// Tracks that one plugin brings up to date, apart from all others.
extension Catalogue {
  /// Tracks that `plugin` of this version has not looked at, in the order in which they were
  /// added, without those that cannot be used.
  ///
  /// - Parameter id: only tracks with a greater one; to go on, give the last one's.
  public func list(
    lacking plugin: String, version: String, after id: Int64 = 0, limit: Int,
    parts: Track.Parts = .all
  ) throws(CatalogueError) -> [Track] {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT id FROM track
        WHERE id > ? AND error IS NULL AND instr(' ' || analysis || ' ', ?) = 0
        ORDER BY id LIMIT ?
        """, .integer(id), .text(" \(plugin)=\(version) "), .integer(Int64(limit)))
      return try database.tracks(try rows.identifiers(), parts)
    }
  }

  /// How many there are of them.
  public func count(lacking plugin: String, version: String) throws(CatalogueError) -> Int {
    try read { (database) throws(CatalogueError) in
      let count = try database.integer(
        """
        SELECT count(*) FROM track WHERE error IS NULL AND instr(' ' || analysis || ' ', ?) = 0
        """, .text(" \(plugin)=\(version) "))
      return Int(count ?? 0)
    }
  }

  /// Gives tracks a vector, and notes which plugin it is of; nothing else of them changes. All of
  /// it is stored, or nothing.
  ///
  /// - Parameters:
  ///   - vectors: with each track as it was read: one that was changed or removed since then is
  ///     passed over. nil takes the vector away, where the plugin finds none.
  /// - Returns: how many tracks were stored.
  @discardableResult
  public func store(
    _ vectors: [(track: Track, values: [Float]?)], named name: String, by plugin: String,
    version: String
  ) throws(CatalogueError) -> Int {
    try write { (database) throws(CatalogueError) in
      var stored = 0
      for (track, values) in vectors {
        var analysis = track.analysis
        analysis[plugin] = version
        let changed = try database.change(
          "UPDATE track SET analysis = ?, revision = ? WHERE id = ? AND revision = ?",
          .text(AnalysisText.text(analysis)), .integer(try database.nextRevision()),
          .integer(track.id), .integer(track.revision))
        guard changed > 0 else { continue }
        stored += 1
        let source = try database.identifier(of: .plugin(plugin))
        try database.store(vector: values, named: name, of: track.id, from: source)
      }
      return stored
    }
  }
}
