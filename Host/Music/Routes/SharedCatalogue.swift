import Catalogue
import Glibc
import Plugins
import Serving
import Wire

/// The host's catalogue of music, opened when it is first needed.
final class SharedCatalogue: @unchecked Sendable {  // `lock` guards the variable
  /// Seconds to wait for other programs' changes.
  private static let patience = 10.0

  private let path: String
  private let lock = Lock()
  private var opened: Catalogue?

  init(path: String) { self.path = path }

  /// For reading; nil where there is no catalogue yet. Any thread.
  func existing() throws(Problem) -> Catalogue? {
    try lock.withLock { () throws(Problem) -> Catalogue? in
      if let opened { return opened }
      guard unsafe access(path, F_OK) == 0 else { return nil }
      return try open()
    }
  }

  /// For writing: it is made where there is none. Any thread.
  func made() throws(Problem) -> Catalogue {
    try lock.withLock { () throws(Problem) -> Catalogue in
      if let opened { return opened }
      return try open()
    }
  }

  private func open() throws(Problem) -> Catalogue {
    do throws(CatalogueError) {
      let made = try Catalogue(path: path, access: .readWrite, patience: Self.patience)
      opened = made
      return made
    } catch {
      throw Problem(error)
    }
  }
}

extension Problem {
  /// For clients, who are not told where the catalogue lies.
  init(_ error: CatalogueError) {
    switch error.kind {
    case .full:
      self.init(507, "full", "the catalogue's disk is full; nothing was stored")
    case .busy:
      self.init(503, "busy", "another program is writing to the catalogue; try again shortly")
      retryAfter = 5
    case .badRequest: self.init(400, "bad-request", error.description)
    case .missing, .foreign, .damaged, .denied, .failed:
      self.init(
        503, "unavailable", "the catalogue cannot be used; the host's log says why")
    }
  }
}
