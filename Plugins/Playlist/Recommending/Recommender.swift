import Catalogue
import Neighbours

/// Makes playlists of the nearest neighbours of some tracks.
///
/// Every seed has a list of its nearest tracks. The similarity of a track to a seed is
/// 1 / (1 + distance / typical distance of two tracks): 1 for the same place, 1/2 for two tracks
/// as far apart as any. A track's score is the mean over all seeds of its similarity where it is on
/// the seed's list, and 0 where it is not (the rule CombSUM of Fox and Shaw, 1994), so
/// what is near to several seeds comes first. Equal scores are ordered by id.
package struct Recommender {
  let catalogue: Catalogue
  let table: NeighbourTable

  package init(catalogue: Catalogue, table: NeighbourTable) {
    self.catalogue = catalogue
    self.table = table
  }

  /// The picks, best first; `step` is called often, and may throw to give up. The lists grow until there are enough of them, or no more tracks.
  package func picks(
    for seeds: [Track], _ wish: Wish, _ step: () throws -> Void = {}
  ) throws -> [Pick] {
    let wanted = wish.count ?? wish.neighbours * seeds.count
    var length = max(wish.neighbours, (wanted + seeds.count - 1) / max(seeds.count, 1))
    while true {
      let candidates = try candidates(for: seeds, length, wish, step)
      let picks = try choose(wanted, from: candidates, seeds, wish)
      if picks.count >= wanted || length >= table.count { return picks }
      length *= 2
    }
  }

  private struct Candidate {
    var id: Int64
    var sum = 0.0
    /// The place of the nearest seed among the seeds.
    var seed: Int
    var distance: Double
  }

  private func candidates(
    for seeds: [Track], _ length: Int, _ wish: Wish, _ step: () throws -> Void
  ) throws -> [Candidate] {
    let typical = table.typicalDistance(wish.metric, dimensions: wish.dimensions)
    let ids = seeds.map(\.id)
    var candidates: [Int64: Candidate] = [:]
    for (place, seed) in seeds.enumerated() {
      try step()
      guard let vector = table.vector(seed.id) else { continue }
      let neighbours = try table.nearest(
        to: vector, count: length, metric: wish.metric, dimensions: wish.dimensions,
        excluding: ids)
      for neighbour in neighbours {
        var candidate =
          candidates[neighbour.id]
          ?? Candidate(id: neighbour.id, seed: place, distance: neighbour.distance)
        candidate.sum += 1 / (1 + neighbour.distance / (typical > 0 ? typical : 1))
        if neighbour.distance < candidate.distance {
          (candidate.seed, candidate.distance) = (place, neighbour.distance)
        }
        candidates[neighbour.id] = candidate
      }
    }
    return candidates.values.sorted { ($1.sum, $0.id) < ($0.sum, $1.id) }
  }

  /// The first candidates that the wish allows.
  private func choose(
    _ wanted: Int, from candidates: [Candidate], _ seeds: [Track], _ wish: Wish
  ) throws -> [Pick] {
    var picks: [Pick] = []
    var perArtist: [String: Int] = [:]
    var pieces = Set(seeds.compactMap(\.piece))
    for start in stride(from: 0, to: candidates.count, by: 64) {
      let part = candidates[start..<min(start + 64, candidates.count)]
      let tracks = try catalogue.tracks(part.map(\.id), parts: [.genres, .numbers])
      let byID = Dictionary(tracks.map { ($0.id, $0) }, uniquingKeysWith: { $1 })
      for candidate in part {
        guard picks.count < wanted else { return picks }
        // Gone since the index was brought up to date; or nothing is known of it, and it stands at
        // the mean of all, which is near to many.
        guard let track = byID[candidate.id], !track.numbers.isEmpty else { continue }
        let artist = track.artist.lowercased()
        if let most = wish.perArtist, !artist.isEmpty, perArtist[artist, default: 0] >= most {
          continue
        }
        if !wish.repeats, let piece = track.piece, !pieces.insert(piece).inserted { continue }
        perArtist[artist, default: 0] += 1
        let seed = seeds[candidate.seed]
        picks.append(
          Pick(
            track: track, score: candidate.sum / Double(seeds.count), seed: seed,
            distance: candidate.distance,
            reason: Reason.sentence(track, like: seed, isOnlySeed: seeds.count == 1)))
      }
    }
    return picks
  }
}
