import CLI
import Catalogue
import Plugins

/// The search of `patchbay library list TEXT`.
struct ListSearch {
  private let basis: TrackSearch.Basis?
  private let file: CatalogueFile
  private let catalogue: Catalogue

  init(_ invocation: Invocation, _ file: CatalogueFile, _ catalogue: Catalogue) {
    basis = invocation.text(.basis).flatMap { TrackSearch.Basis(rawValue: $0) }
    self.file = file
    self.catalogue = catalogue
  }

  /// Says so where the answer is not by words and nobody asked for that.
  func find(
    _ words: [String], limit: Int, parts: Track.Parts
  ) throws(CommandError) -> TrackSearch.Answer {
    var engine: Engine?
    defer { engine?.stop(within: 2) }
    let search = TrackSearch(catalogue) { [file] () throws(PluginError) in
      let started = WordsReading.engine(file.settings, instances: 1)
      engine = started
      started.start()
      return try WordReader(started)
    }
    let found: TrackSearch.Answer
    do throws(TrackSearch.Failure) {
      found = try search.find(words.joined(separator: " "), by: basis, limit: limit, parts: parts)
    } catch {
      switch error {
      case .plugin(let error): throw CommandError(error)
      case .catalogue(let error): throw CommandError(error)
      case .noVectors:
        throw CommandError(
          .badInput,
          "no track of \(catalogue.path) has a vector of its meaning yet; `patchbay library add` "
            + "and `import` make them, where embed-text is enabled in the manifest")
      }
    }
    if found.basis == .meaning, basis == nil, !found.tracks.isEmpty {
      try Output.errors.write(
        "patchbay: no track has these words; these are the nearest by meaning\n")
    }
    return found
  }
}
