import Catalogue
import Neighbours

/// A catalogue and its indexes, opened when they are first needed and shared by all sessions.
package final class Shelf {
  /// Tracks that a playlist may start from.
  static let mostSeeds = 1000

  package let path: String
  private var opened: Catalogue?
  private var indexes: [Bool: TrackIndex] = [:]

  package init(path: String) { self.path = path }

  package func catalogue() throws(CatalogueError) -> Catalogue {
    if let opened { return opened }
    let catalogue = try Catalogue(path: path, access: .readOnly)
    opened = catalogue
    return catalogue
  }

  /// The index with the columns that say how music feels, or without them.
  package func index(withMood: Bool) throws(CatalogueError) -> TrackIndex {
    if let index = indexes[withMood] { return index }
    let file = path + (withMood ? ".index" : ".without-mood.index")
    let index = TrackIndex(of: try catalogue(), at: file, withMood: withMood)
    indexes[withMood] = index
    return index
  }

  /// The tracks that some lines name, each once: by id, or as "artist - title".
  package func seeds(_ lines: [String]) throws -> [Track] {
    let catalogue = try catalogue()
    if lines.isEmpty { throw RecommendingError.noSeed }
    if lines.count > Self.mostSeeds {
      throw RecommendingError.tooManySeeds(lines.count, most: Self.mostSeeds)
    }
    var seeds: [Track] = []
    for line in lines {
      let seed = try seed(line, in: catalogue)
      if !seeds.contains(where: { $0.id == seed.id }) { seeds.append(seed) }
    }
    return seeds
  }

  private func seed(_ line: String, in catalogue: Catalogue) throws -> Track {
    let parts: Track.Parts = [.genres, .numbers]
    let track = try catalogue.track(named: line, parts: parts)
    guard let track, Int64(line) == track.id || track.isNamed(line) else {
      throw RecommendingError.unknownTrack(line, closest: track.map(Reason.name))
    }
    if let error = track.error {
      throw RecommendingError.unusableTrack(line, reason: error)
    }
    return track
  }
}
