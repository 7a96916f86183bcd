import CSQLite
import Glibc

/// One connection to an SQLite file. Belongs to one thread at a time.
@safe final class Database {
  /// How a connection reads and writes.
  enum Mode {
    case readWrite, readOnly
    /// Read-only, of a file that nobody writes: no log is looked for and no lock is taken.
    case immutable
  }

  let path: String
  /// Seconds to wait for another connection's write.
  let patience: Double
  private let handle: OpaquePointer
  private var statements: [String: Statement] = [:]

  /// Opens the file at `path`; only `readWrite` makes one that is missing.
  init(path: String, mode: Mode, patience: Double) throws(CatalogueError) {
    var flags = SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE | SQLITE_OPEN_URI
    flags |= mode == .readWrite ? SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY
    var opened: OpaquePointer?
    let code = unsafe sqlite3_open_v2(Self.uri(path, mode), &opened, flags, nil)
    guard let opened = unsafe opened else { throw CatalogueError(.failed, "\(path): no memory") }
    unsafe handle = opened  // from here on, `deinit` closes it, even if we throw
    self.path = path
    self.patience = patience
    try check(code)
    unsafe sqlite3_busy_timeout(handle, CInt(clamping: Int(patience * 1000)))
    try check(unsafe csqlite_enforce_foreign_keys(handle))
    if mode == .readWrite { _ = unsafe csqlite_keep_log(handle) }
  }

  deinit {
    statements = [:]
    unsafe sqlite3_close_v2(handle)
  }

  /// Runs statements that return nothing of interest.
  func run(_ sql: String) throws(CatalogueError) {
    try check(unsafe sqlite3_exec(handle, sql, nil, nil, nil))
  }

  /// A statement with its values bound, ready for its first row. It is kept for the next time,
  /// so one text may not be used again while its rows are read.
  func query(_ sql: String, _ values: SQLValue...) throws(CatalogueError) -> Statement {
    try query(sql, values)
  }

  func query(_ sql: String, _ values: [SQLValue]) throws(CatalogueError) -> Statement {
    let statement: Statement
    if let kept = statements[sql] {
      statement = kept
      statement.reset()
    } else {
      var compiled: OpaquePointer?
      try check(
        unsafe sqlite3_prepare_v3(
          handle, sql, -1, UInt32(SQLITE_PREPARE_PERSISTENT), &compiled, nil))
      guard let compiled = unsafe compiled else { preconditionFailure("no statement in '\(sql)'") }
      unsafe statement = Statement(compiled, of: self)
      statements[sql] = statement
    }
    for (index, value) in values.enumerated() { try statement.bind(value, at: index + 1) }
    return statement
  }

  /// Runs one statement to its end. - Returns: how many rows it changed.
  @discardableResult
  func change(_ sql: String, _ values: SQLValue...) throws(CatalogueError) -> Int {
    let statement = try query(sql, values)
    while try statement.next() {}
    return Int(unsafe sqlite3_changes64(handle))
  }

  /// The first column of the first row.
  func integer(_ sql: String, _ values: SQLValue...) throws(CatalogueError) -> Int64? {
    let statement = try query(sql, values)
    defer { statement.reset() }
    return try statement.next() ? statement.integer(0) : nil
  }

  func text(_ sql: String, _ values: SQLValue...) throws(CatalogueError) -> String? {
    let statement = try query(sql, values)
    defer { statement.reset() }
    return try statement.next() ? statement.text(0) : nil
  }

  var lastRow: Int64 { unsafe sqlite3_last_insert_rowid(handle) }

  /// All of `body` is stored, or nothing. Waits for its turn to write.
  func writing<T>(_ body: () throws(CatalogueError) -> T) throws(CatalogueError) -> T {
    try transaction("BEGIN IMMEDIATE", body)
  }

  /// `body` sees one state of the database.
  func reading<T>(_ body: () throws(CatalogueError) -> T) throws(CatalogueError) -> T {
    try transaction("BEGIN", body)
  }

  private func transaction<T>(
    _ begin: String, _ body: () throws(CatalogueError) -> T
  ) throws(CatalogueError) -> T {
    try run(begin)
    do throws(CatalogueError) {
      let result = try body()
      for statement in statements.values { statement.reset() }
      try run("COMMIT")
      return result
    } catch {
      for statement in statements.values { statement.reset() }
      // A full disk has ended the transaction already.
      if unsafe sqlite3_get_autocommit(handle) == 0 { try? run("ROLLBACK") }
      throw error
    }
  }

  /// SQLite's convention: 0 is success, all else is told by the connection.
  func check(_ code: CInt) throws(CatalogueError) {
    guard code != SQLITE_OK else { return }
    let message = unsafe String(cString: sqlite3_errmsg(handle))
    let system = unsafe sqlite3_system_errno(handle)
    throw CatalogueError(code: code, errno: system, message: message, in: self)
  }

  private static func uri(_ path: String, _ mode: Mode) -> String {
    var uri = "file:"
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "%"), UInt8(ascii: "?"), UInt8(ascii: "#"), 0x80...:
        uri += "%" + String(byte, radix: 16, uppercase: true)
      default: uri.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return mode == .immutable ? uri + "?immutable=1" : uri
  }
}
