extension Catalogue {
  /// Brings the file to its smallest size: forgets words, genres and names that nothing has any
  /// more, and puts its pages in order. Needs room for a second copy while it works.
  public func vacuum() throws(CatalogueError) {
    try write { (database) throws(CatalogueError) in
      try database.run(
        """
        INSERT INTO words (words) VALUES ('optimize');
        CREATE VIRTUAL TABLE temp.vocabulary USING fts5vocab (main, words, row);
        DELETE FROM trigram WHERE word IN (
          SELECT id FROM word WHERE text NOT IN (SELECT term FROM temp.vocabulary));
        DELETE FROM word WHERE text NOT IN (SELECT term FROM temp.vocabulary);
        DROP TABLE temp.vocabulary;
        DELETE FROM genre WHERE id NOT IN (SELECT genre FROM track_genre);
        DELETE FROM name WHERE id NOT IN (SELECT name FROM number UNION SELECT name FROM vector);
        """)
    }
    try alone { (database) throws(CatalogueError) in
      try database.run("VACUUM; PRAGMA optimize; PRAGMA wal_checkpoint(TRUNCATE);")
    }
  }

  /// Brings what stands in the log into the file, as far as nobody reads it there now, so that a
  /// copy of the file alone has it all.
  public func settle() throws(CatalogueError) {
    try alone { (database) throws(CatalogueError) in
      _ = try database.integer("PRAGMA wal_checkpoint(PASSIVE)")
    }
  }

  /// Any statements, such as a file of an older version needs to be filled with.
  @_spi(Testing) public func run(_ statements: String) throws(CatalogueError) {
    try write { (database) throws(CatalogueError) in try database.run(statements) }
  }

  /// What is wrong with the file, in SQLite's words; empty for a sound one. Reads all of it.
  public func damage() throws(CatalogueError) -> [String] {
    try read { (database) throws(CatalogueError) in
      var found: [String] = []
      let rows = try database.query("PRAGMA integrity_check(20)")
      while try rows.next() { found.append(rows.text(0)) }
      let strays = try database.query("PRAGMA foreign_key_check")
      while try strays.next() { found.append("\(strays.text(0)): a row refers to nothing") }
      return found.filter { $0 != "ok" }
    }
  }
}
