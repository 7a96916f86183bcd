import CSQLite
import Glibc

/// Why a catalogue could not be read or written: a kind for programs, a sentence for people.
public struct CatalogueError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// There is no file of that name.
    case missing
    /// The file is something else, or was written by a newer version.
    case foreign
    /// The file is damaged.
    case damaged
    /// The disk is full. Nothing of the change was stored.
    case full
    /// Another program has been writing for too long.
    case busy
    /// The file or its folder may not be written or read.
    case denied
    /// The caller asked for something that cannot be.
    case badRequest = "bad-request"
    case failed
  }

  public var kind: Kind
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }
}

extension CatalogueError {
  /// The sentence for those who are not told where the catalogue at `path` lies.
  public func withoutFolder(of path: String) -> String {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    return description.replacing(path, with: name)
  }

  /// What `code`, an extended result code of SQLite, means to people.
  init(code: CInt, errno system: CInt, message: String, in database: Database) {
    let path = database.path
    let reason = system == 0 ? message : unsafe String(cString: strerror(system))
    switch code & 0xFF {
    case SQLITE_FULL:
      self = .full(path)
    case SQLITE_IOERR where code == csqlite_write_failed || code == csqlite_index_failed:
      self = .full(path, "the disk takes no more")
    case SQLITE_BUSY, SQLITE_LOCKED:
      self.init(
        .busy,
        "\(path): another program has been writing to it for more than \(Int(database.patience)) s;"
          + " try again when it is done")
    case SQLITE_NOTADB:
      self = .foreign(path)
    case SQLITE_CORRUPT:
      self.init(
        .damaged,
        "\(path) is damaged (\(message)); put back a copy of it, or make it anew")
    case SQLITE_READONLY, SQLITE_PERM, SQLITE_AUTH:
      self.init(.denied, "\(path) cannot be written: \(message)")
    case SQLITE_CANTOPEN:
      self.init(system == ENOENT ? .missing : .denied, "\(path) cannot be opened: \(reason)")
    default:
      self.init(.failed, "\(path): \(reason == message ? message : "\(message): \(reason)")")
    }
  }

  static func full(_ path: String, _ what: String = "the disk is full") -> CatalogueError {
    CatalogueError(
      .full,
      "\(path): \(what); nothing of this change was stored, what was stored before is"
        + " whole; free some space and try again")
  }

  static func foreign(_ path: String) -> CatalogueError {
    CatalogueError(.foreign, "\(path) is not a Patchbay catalogue; name another file")
  }

  static func newer(_ path: String, version: Int64) -> CatalogueError {
    CatalogueError(
      .foreign,
      "\(path) was written by a newer Patchbay: its version is \(version), and this one reads up to"
        + " \(Schema.version); update Patchbay, or name another file")
  }

  static func missing(_ path: String) -> CatalogueError {
    CatalogueError(
      .missing, "there is no catalogue at \(path); `patchbay library add DIR` makes one")
  }
}
