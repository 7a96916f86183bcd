import Catalogue
import Recommending
import TestSupport
import Testing

@Suite("Playlists")
struct RecommenderTests {
  private func picks(
    _ shelves: Shelves, _ ids: [Int64], _ change: (inout Wish) -> Void = { _ in }
  ) throws -> [Pick] {
    let reader = try Catalogue(path: shelves.path, access: .readOnly)
    let index = TrackIndex(of: reader, at: shelves.path + ".index", withMood: true)
    var wish = Wish()
    change(&wish)
    return try Recommender(catalogue: reader, table: index.update().table)
      .picks(for: reader.tracks(ids), wish)
  }

  @Test("are the nearest neighbours of one track, nearest first")
  func oneSeed() throws {
    let shelves = try Shelves()
    let found = try picks(shelves, [1])
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0.track.genres == ["ambient"] && $0.seed.id == 1 })
    #expect(found.map(\.distance) == found.map(\.distance).sorted())
    #expect(found.allSatisfy { $0.score > 0.5 && $0.score <= 1 })
    let more = try picks(shelves, [1]) { $0.neighbours = 5 }
    #expect(more.map(\.track.id).prefix(3) == found.map(\.track.id)[...])
    let table = try TrackIndex(of: shelves.catalogue, at: shelves.path + ".index", withMood: true)
      .update().table
    let nearest = try table.nearest(to: #require(table.vector(1)), count: 4)
    #expect(nearest.dropFirst().map(\.id) == found.map(\.track.id))
  }

  @Test("never hold the tracks that they start from")
  func seedsExcluded() throws {
    let shelves = try Shelves()
    let seeds = (1...20).map { Int64($0) }
    let found = try picks(shelves, seeds) { $0.count = 40 }
    #expect(Set(found.map(\.track.id)).isDisjoint(with: seeds))
    #expect(Set(found.map(\.track.id)).count == found.count)
  }

  @Test("put first what is near to several of them: the score is the mean of similarities")
  func merging() throws {
    let shelves = try Shelves()
    let (one, other) = (
      try picks(shelves, [1]) { $0.neighbours = 59 }, try picks(shelves, [4]) { $0.neighbours = 59 }
    )
    let both = try picks(shelves, [1, 4]) { $0.neighbours = 59 }
    #expect(both.count == 58)
    for pick in both {
      let scores = [one, other].map { list in
        list.first { $0.track.id == pick.track.id }?.score ?? 0
      }
      #expect(abs(pick.score - (scores[0] + scores[1]) / 2) < 1e-12)
      #expect(pick.seed.id == (scores[0] >= scores[1] ? 1 : 4))
    }
    #expect(both.map(\.score) == both.map(\.score).sorted(by: >))
    // On one list of two the score is at most half.
    let short = try picks(shelves, [1, 2])
    #expect(short.contains { $0.score <= 0.5 })
  }

  @Test("are as many as wanted while there are tracks")
  func counts() throws {
    let shelves = try Shelves()
    #expect(try picks(shelves, [1]) { $0.count = 17 }.count == 17)
    #expect(try picks(shelves, [1]) { $0.count = 2 }.count == 2)
    #expect(try picks(shelves, [1, 2, 3]).count == 9)
    #expect(try picks(shelves, [1]) { $0.count = 500 }.count == 59)
  }

  @Test("have at most so many tracks of one artist")
  func perArtist() throws {
    let shelves = try Shelves()
    let found = try picks(shelves, [1]) {
      $0.count = 14
      $0.perArtist = 2
    }
    #expect(found.count == 14)
    let artists = Dictionary(grouping: found, by: \.track.artist).mapValues(\.count)
    #expect(artists.values.allSatisfy { $0 == 2 })
    #expect(try picks(shelves, [1]) { ($0.count, $0.perArtist) = (50, 1) }.count == 7)
  }

  @Test("hold no track of which nothing is known")
  func unknown() throws {
    var tracks = Shelves.tracks(30)
    var blank = Track(path: "/blank.flac")
    (blank.artist, blank.title) = ("A", "B")
    tracks.append(blank)
    let shelves = try Shelves(tracks)
    let found = try picks(shelves, [1]) { $0.count = 100 }
    #expect(found.count == 29 && found.allSatisfy { $0.track.id != 31 })
  }

  @Test("hold a piece once, unless repeats are wanted")
  func repeats() throws {
    var tracks = Shelves.tracks(30)
    var twin = tracks[0]
    (twin.path, twin.album, twin.title) = ("/twin.flac", "Best of", "PIECE 0!")
    tracks.append(twin)
    let shelves = try Shelves(tracks)
    #expect(try picks(shelves, [1]).allSatisfy { $0.track.id != 31 })
    #expect(try picks(shelves, [1]) { $0.repeats = true }.first?.track.id == 31)
  }

  @Test(
    "are found with every metric, and in fewer dimensions",
    arguments: [Wish().metric, .euclidean, .cosine])
  func metrics(metric: Wish.Distance) throws {
    let shelves = try Shelves()
    let found = try picks(shelves, [1]) { $0.metric = metric }
    #expect(found.count == 3)
    #expect(found.allSatisfy { $0.track.genres == ["ambient"] })
    let flat = try picks(shelves, [1]) { ($0.metric, $0.dimensions) = (metric, 1) }
    #expect(flat.map(\.distance) != found.map(\.distance))
  }

  @Test("say what a track and its seed have in common")
  func reasons() {
    var seed = Shelves.track(0)
    var track = Shelves.track(30)
    track.numbers["tempo"] = 73.2
    seed.numbers["tempo"] = 70
    track.numbers["valence"] = 0.3
    seed.numbers["valence"] = 0.2
    track.numbers["energy"] = seed.numbers["energy"]
    #expect(
      Reason.sentence(track, like: seed, isOnlySeed: true)
        == "same genre, tempo within 4 BPM, mood 0.2 away")
    #expect(
      Reason.sentence(track, like: seed, isOnlySeed: false)
        == "like 'Artist 0 - Piece 0': same genre, tempo within 4 BPM, mood 0.2 away")
    #expect(
      Reason.sentence(seed, like: seed, isOnlySeed: true)
        == "same artist, same album, same genre, same tempo, same mood, same key, same year")
    var later = Track(path: "/b")
    later.date = "1981-05"
    #expect(Reason.sentence(later, like: seed, isOnlySeed: true) == "a year apart")
    later.date = "1983"
    #expect(Reason.sentence(later, like: seed, isOnlySeed: true) == "3 years apart")
    #expect(
      Reason.sentence(Track(path: "/a"), like: seed, isOnlySeed: true)
        == "near by all features together")
  }
}
