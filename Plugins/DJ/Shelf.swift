import Catalogue
import DJAnalysis

/// The catalogue's songs in memory, in the order of their ids.
struct Shelf {
  private(set) var songs: [Song] = []
  private(set) var summary = CatalogueSummary(of: [])
  private var revision: Int64 = 0
  private var sets: [String: GenreSet] = [:]

  /// Reads what changed since the last time.
  mutating func follow(_ catalogue: Catalogue, whileWanted check: () throws -> Void) throws {
    var changed: [Int64: Song?] = [:]
    // Kept only with the songs: whoever asked may go away in the middle.
    var revision = revision
    while true {
      try check()
      let changes = try catalogue.changes(
        after: revision, limit: 5000, parts: [.genres, .numbers])
      for track in changes.tracks { changed[track.id] = Song(track, sets: sets(of: track.genres)) }
      for id in changes.removed { changed[id] = .some(nil) }
      revision = changes.revision
      if changes.isComplete { break }
    }
    self.revision = revision
    if changed.isEmpty { return }
    songs = songs.filter { changed[$0.id] == nil } + changed.values.compactMap { $0 }
    songs.sort { $0.id < $1.id }
    summary = CatalogueSummary(of: songs)
  }

  private mutating func sets(of genres: [String]) -> [GenreSet] {
    genres.map { genre in
      if let known = sets[genre] { return known }
      let made = GenreSet(of: genre)
      sets[genre] = made
      return made
    }
  }
}

extension Song {
  /// Reads a track's numbers, of which any may be missing.
  init(_ track: Track, sets: [GenreSet]) {
    let numbers = track.numbers
    var traits = Traits()
    for trait in Trait.allCases { traits[trait] = numbers[trait.rawValue] }
    // Popularity is counted in hundredths where it comes from.
    if let popularity = traits[.popularity] { traits[.popularity] = min(popularity / 100, 1) }
    self.init(
      id: track.id, artist: track.artist, title: track.title, year: track.year,
      duration: track.duration, genres: track.genres,
      valence: track.valence.map { ($0 + 1) / 2 }, energy: track.arousal.map { ($0 + 1) / 2 },
      tempo: numbers["tempo"], traits: traits, sets: sets)
  }
}
