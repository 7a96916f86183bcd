/// A list of tracks that is kept under a name.
public struct StoredPlaylist: Equatable, Sendable {
  /// One place in a list.
  public struct Entry: Equatable, Sendable {
    public var track: Int64
    public var score: Double?
    /// Why it is in the list.
    public var reason: String

    public init(track: Int64, score: Double? = nil, reason: String = "") {
      self.track = track
      self.score = score
      self.reason = reason
    }
  }

  public var name: String
  /// Seconds since 1970.
  public var created: Int64
  /// In their order. A track that is removed from the catalogue leaves the list, too.
  public var entries: [Entry]

  public init(name: String, created: Int64, entries: [Entry]) {
    self.name = name
    self.created = created
    self.entries = entries
  }
}

extension Catalogue {
  /// Keeps a list in the place of the one of the same name. - Returns: whether there was one.
  @discardableResult
  public func keep(_ list: StoredPlaylist) throws(CatalogueError) -> Bool {
    try write { (database) throws(CatalogueError) in
      let replaced = try database.change("DELETE FROM playlist WHERE name = ?", .text(list.name))
      try database.change(
        "INSERT INTO playlist (name, created) VALUES (?, ?)", .text(list.name),
        .integer(list.created))
      let id = database.lastRow
      for (position, entry) in list.entries.enumerated() {
        try database.change(
          """
          INSERT INTO playlist_track SELECT ?, ?, id, ?, ? FROM track WHERE id = ?
          """, .integer(id), .integer(Int64(position)), .real(entry.score), .text(entry.reason),
          .integer(entry.track))
      }
      return replaced > 0
    }
  }

  /// The list of that name.
  public func playlist(_ name: String) throws(CatalogueError) -> StoredPlaylist? {
    try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        "SELECT id, created FROM playlist WHERE name = ?", .text(name))
      guard try rows.next() else { return nil }
      let id = rows.integer(0)
      var list = StoredPlaylist(name: name, created: rows.integer(1), entries: [])
      let entries = try database.query(
        "SELECT track, score, reason FROM playlist_track WHERE playlist = ? ORDER BY position",
        .integer(id))
      while try entries.next() {
        list.entries.append(
          StoredPlaylist.Entry(
            track: entries.integer(0), score: entries.isNull(1) ? nil : entries.real(1),
            reason: entries.text(2)))
      }
      return list
    }
  }

  /// The names of all lists, and how many tracks each has, in alphabetical order.
  public func playlists() throws(CatalogueError) -> [(name: String, count: Int)] {
    let lists = try read { (database) throws(CatalogueError) in
      let rows = try database.query(
        """
        SELECT name, (SELECT count(*) FROM playlist_track WHERE playlist = playlist.id)
        FROM playlist ORDER BY name
        """)
      var lists: [String: Int] = [:]
      while try rows.next() { lists[rows.text(0)] = Int(rows.integer(1)) }
      return lists
    }
    return lists.sorted { $0.key < $1.key }.map { (name: $0.key, count: $0.value) }
  }

  /// Takes a list away. - Returns: false if there was none of that name.
  @discardableResult
  public func removePlaylist(_ name: String) throws(CatalogueError) -> Bool {
    try write { (database) throws(CatalogueError) in
      try database.change("DELETE FROM playlist WHERE name = ?", .text(name)) > 0
    }
  }
}
