import Glibc

extension Database {
  /// Brings the file to the newest version, whatever it is now: nothing yet, or an older one.
  func migrate(_ steps: ArraySlice<String>) throws(CatalogueError) {
    try checkOwner()
    try useLog()
    // Where power fails, the last changes may be lost, but the file stays whole; where only the
    // program ends, nothing is lost.
    try run("PRAGMA synchronous = NORMAL")
    // The log is to stay small, so that a disk that is nearly full is filled by tracks and not by it.
    try run("PRAGMA wal_autocheckpoint = 256")
    try run("PRAGMA journal_size_limit = 1048576")
    try run("PRAGMA secure_delete = FAST")
    try run("PRAGMA cache_size = -32768")
    if try version() >= steps.count { return }
    try writing { () throws(CatalogueError) in
      // Another program may have been first.
      let version = try version()
      guard version < steps.count else { return }
      for step in steps[Int(version)...] { try run(step) }
      try run("PRAGMA application_id = \(Schema.application)")
      try run("PRAGMA user_version = \(steps.count)")
    }
  }

  /// For a connection that cannot migrate.
  func checkVersion() throws(CatalogueError) {
    try checkOwner()
    let version = try version()
    guard version == Schema.version else {
      if version == 0 { throw .missing(path) }
      throw CatalogueError(
        .foreign,
        "\(path) was written by an older Patchbay; `patchbay library vacuum` brings it up to date")
    }
  }

  func identity() throws(CatalogueError) -> Int64 {
    try integer("SELECT identity FROM catalogue") ?? 0
  }

  private func checkOwner() throws(CatalogueError) {
    // In this order, as another program may make the tables in between, together with the rest.
    let tables = try integer("SELECT count(*) FROM sqlite_schema") ?? 0
    let version = try version()
    let owner = try integer("PRAGMA application_id") ?? 0
    if owner != Schema.application, owner != 0 || version != 0 || tables != 0 {
      throw .foreign(path)
    }
    if version > Schema.version { throw .newer(path, version: version) }
  }

  private func version() throws(CatalogueError) -> Int64 {
    try integer("PRAGMA user_version") ?? 0
  }

  /// Readers and a writer go on beside each other. The change of the mode does not wait for
  /// others who have the file open, so this does.
  private func useLog() throws(CatalogueError) {
    let pause = 0.02
    var waited = 0.0
    while true {
      do throws(CatalogueError) {
        _ = try text("PRAGMA journal_mode = WAL")
        return
      } catch {
        guard error.kind == .busy, waited < patience else { throw error }
        usleep(UInt32(pause * 1e6))
        waited += pause
      }
    }
  }
}
