import Catalogue
import Plugins
import Serving

extension MusicService {
  /// Tracks by words, or by what these mean; the best first.
  func search(
    _ text: String, by basis: TrackSearch.Basis?, limit: Int, offset: Int
  ) throws(Problem) -> TrackSearch.Answer {
    guard let catalogue = try catalogue.existing() else {
      if basis == .meaning { throw Self.noVectors }
      return TrackSearch.Answer(basis: .words, tracks: [], total: 0)
    }
    let search = TrackSearch(catalogue) { [engine] () throws(PluginError) in
      try WordReader(engine)
    }
    do throws(TrackSearch.Failure) {
      return try search.find(
        text, by: basis, limit: limit, offset: offset, parts: [.genres, .numbers])
    } catch {
      switch error {
      case .plugin(let error): throw Problem(error)
      case .noVectors: throw Self.noVectors
      case .catalogue(let error):
        return try asking { () throws(CatalogueError) in throw error }
      }
    }
  }

  private static let noVectors = Problem(
    409, "no-vectors",
    "no track has a vector of its meaning yet; the host's `library add` makes them, where "
      + "embed-text is enabled")

  /// Gives a new track the vector of its words, if that is wanted and can be done; if not,
  /// the next `library add` does it.
  func readWords(of id: Int64, in catalogue: Catalogue) throws(Problem) {
    guard engine.settings.readsWords else { return }
    var problem: String?
    do {
      problem = try WordReader(engine).read(id, in: catalogue)?.message
    } catch let error as PluginError {
      problem = error.message
    } catch {
      problem = "\(error)"
    }
    if let problem { log.error("track \(id) has no vector of its meaning yet: \(problem)") }
  }
}
