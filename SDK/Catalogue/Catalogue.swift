import Glibc
import Synchronization

/// A collection of music in one SQLite file: tracks with tags, numbers and vectors.
///
/// Any number of programs may have the file open. Whoever reads sees one state of it, and waits
/// for nobody; of those who write, each waits for its turn, at most `patience` seconds. A change
/// that returned has been stored, whatever becomes of the program.
///
/// One value may be used from several threads; they take turns.
public final class Catalogue: @unchecked Sendable {  // `turn` guards `connection`
  public enum Access: Sendable {
    /// Works also where the file system may not be written, as in a confined plugin: such a
    /// connection reads the log of a writer, but keeps its place in it to itself.
    case readOnly
    /// Makes the file if it is missing, and migrates one of an older version.
    case readWrite
  }

  public let path: String
  public let access: Access
  /// A random number that this file, and each copy of it, has for life: an index that is kept
  /// beside the file knows by it what it belongs to.
  public let identity: Int64
  private let patience: Double
  private let turn = Mutex(())
  private var connection: Database
  private var isImmutable: Bool

  /// - Parameter patience: seconds to wait for other programs' changes.
  public convenience init(
    path: String, access: Access, patience: Double = 30
  ) throws(CatalogueError) {
    try self.init(
      path: path, access: access, patience: patience, version: Schema.steps.count)
  }

  /// - Parameter version: up to which the file is brought; a smaller one makes a file as an
  ///   older version of this library did.
  @_spi(Testing) public init(
    path: String, access: Access, patience: Double = 30, version: Int
  ) throws(CatalogueError) {
    self.path = path
    self.access = access
    self.patience = patience
    switch access {
    case .readWrite:
      connection = try Database(path: path, mode: .readWrite, patience: patience)
      isImmutable = false
      try connection.migrate(Schema.steps.prefix(version))
    case .readOnly:
      (connection, isImmutable) = try Self.openForReading(path, patience)
    }
    identity = try connection.integer("SELECT identity FROM catalogue") ?? 0
  }

  /// The number of the last change of any track.
  public var revision: Int64 {
    get throws(CatalogueError) {
      try read { (database) throws(CatalogueError) in
        try database.integer("SELECT revision FROM catalogue") ?? 0
      }
    }
  }

  // MARK: Turns

  func read<T: Sendable>(
    _ body: (Database) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try turn.withLock { _ throws(CatalogueError) in
      if isImmutable, hasLog(path) {
        (connection, isImmutable) = try Self.openForReading(path, patience)
      }
      let database = connection
      return try database.reading { () throws(CatalogueError) in try body(database) }
    }
  }

  func write<T: Sendable>(
    _ body: (Database) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    guard access == .readWrite else {
      throw CatalogueError(.badRequest, "\(path) was opened for reading only")
    }
    return try turn.withLock { _ throws(CatalogueError) in
      let database = connection
      return try database.writing { () throws(CatalogueError) in try body(database) }
    }
  }

  /// For what may not stand in a transaction.
  func alone(_ body: (Database) throws(CatalogueError) -> Void) throws(CatalogueError) {
    try turn.withLock { _ throws(CatalogueError) in try body(connection) }
  }

  /// Opens an existing file. A connection that may make no file beside it needs the log and its
  /// index there, where every writer leaves them. Where there are none, as beside a copy, nobody
  /// is writing, and the file is read as it is until a log appears.
  private static func openForReading(
    _ path: String, _ patience: Double
  ) throws(CatalogueError) -> (Database, isImmutable: Bool) {
    guard unsafe Glibc.access(path, F_OK) == 0 else { throw .missing(path) }
    do throws(CatalogueError) {
      let database = try Database(path: path, mode: .readOnly, patience: patience)
      try database.checkVersion()
      return (database, false)
    } catch {
      guard error.kind == .denied || error.kind == .missing, !hasLog(path) else { throw error }
      let database = try Database(path: path, mode: .immutable, patience: patience)
      try database.checkVersion()
      return (database, true)
    }
  }
}

/// Whether a log with changes lies beside the file at `path`.
private func hasLog(_ path: String) -> Bool {
  var status = stat()
  return unsafe stat(path + "-wal", &status) == 0 && status.st_size > 0
}
