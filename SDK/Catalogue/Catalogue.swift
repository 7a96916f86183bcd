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
    /// Makes the file if it is missing, and the folder that it lies in, and migrates one of an
    /// older version.
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
  /// The file as it was when it was opened, where it is read as one that nobody writes.
  private var frozen: FileStamp?

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
      if let slash = path.lastIndex(of: "/") { unsafe mkdir(String(path[..<slash]), 0o755) }
      connection = try Database(path: path, mode: .readWrite, patience: patience)
      frozen = nil
      try connection.migrate(Schema.steps.prefix(version))
      identity = try connection.identity()
    case .readOnly:
      (connection, frozen, identity) = try Self.openForReading(path, patience)
    }
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
      var tries = 0
      while true {
        do throws(CatalogueError) {
          return try readOnce(body)
        } catch {
          // A writer that comes or goes makes the log anew, which a reader cannot see through.
          guard access == .readOnly, error.kind == .denied, tries < Self.mostTries else {
            throw error
          }
          tries += 1
          usleep(Self.pause)
          (connection, frozen, _) = try Self.openForReading(path, patience)
        }
      }
    }
  }

  /// Times that a reader looks again while a writer makes the log, and microseconds in between.
  private static let mostTries = 100
  private static let pause: UInt32 = 10_000

  /// With its turn.
  private func readOnce<T: Sendable>(
    _ body: (Database) throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    while let stamp = frozen {
      let result = Result { () throws(CatalogueError) in
        let database = connection
        return try database.reading { () throws(CatalogueError) in try body(database) }
      }
      // If somebody has begun to write, what was read may be half old and half new.
      if stamp == FileStamp(path) { return try result.get() }
      (connection, frozen, _) = try Self.openForReading(path, patience)
    }
    let database = connection
    return try database.reading { () throws(CatalogueError) in try body(database) }
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
  /// is writing, and the file is read as it is until a log appears. While a writer makes the log,
  /// a reader cannot see through it, and looks again.
  private static func openForReading(
    _ path: String, _ patience: Double
  ) throws(CatalogueError) -> (Database, FileStamp?, identity: Int64) {
    guard unsafe Glibc.access(path, F_OK) == 0 else { throw .missing(path) }
    var tries = 0
    while true {
      let stamp = FileStamp(path)
      do throws(CatalogueError) {
        let database = try Database(path: path, mode: .readOnly, patience: patience)
        try database.checkVersion()
        return (database, nil, try database.identity())
      } catch {
        guard error.kind == .denied || error.kind == .missing else { throw error }
        if stamp.logSize == 0 {
          let database = try Database(path: path, mode: .immutable, patience: patience)
          try database.checkVersion()
          return (database, stamp, try database.identity())
        }
        guard tries < mostTries else { throw error }
      }
      tries += 1
      usleep(pause)
    }
  }
}
