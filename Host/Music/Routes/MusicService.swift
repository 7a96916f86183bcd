import Catalogue
import Plugins
import Serving

/// What all requests about music to one server share.
final class MusicService: Sendable {
  let engine: Engine
  let log: Log
  let catalogue: SharedCatalogue

  init(engine: Engine, log: Log) {
    self.engine = engine
    self.log = log
    catalogue = SharedCatalogue(path: engine.settings.music.catalogue)
  }

  /// Runs `body` with errors of the catalogue turned into problems; those that concern the
  /// administrator are logged.
  func asking<T>(_ body: () throws(CatalogueError) -> T) throws(Problem) -> T {
    do throws(CatalogueError) {
      return try body()
    } catch {
      let problem = Problem(error)
      if problem.code == "unavailable" { log.error(error.description) }
      throw problem
    }
  }
}
