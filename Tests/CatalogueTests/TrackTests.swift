import Catalogue
import Testing

@Suite("A catalogue's tracks")
struct TrackTests {
  private let shelf = Shelf()

  @Test("are kept with all that is known of them")
  func everything() throws {
    var wanted = track(
      "Björk", "Jóga", album: "Homogenic", genres: ["art pop", "electronic"],
      numbers: ["tempo": 102.5, "key": 4])
    wanted.date = "1997-09-15"
    wanted.duration = 305.2
    wanted.vectors = ["timbre": [0.5, -1, 1e-8], "mood": []]
    wanted.file = Track.FileState(size: 4_000_000, time: 1_600_000_000_123_456_789)
    wanted.analysis = ["features": "1.0.0", "mood": "2.1.0"]
    let id = try shelf.open().add(wanted)
    var kept = try #require(try shelf.open(.readOnly).track(id))
    #expect(kept.year == 1997)
    #expect(kept.id == id)
    #expect(kept.revision == 1)
    kept.id = 0
    #expect(kept.path == wanted.path && kept.vectors == wanted.vectors)
    #expect(kept.numbers == wanted.numbers && kept.genres == wanted.genres)
    #expect(kept.date == wanted.date && kept.duration == wanted.duration)
    #expect(kept.file == wanted.file && kept.analysis == wanted.analysis)
    #expect(kept.artist == "Björk" && kept.album == "Homogenic" && kept.title == "Jóga")
  }

  @Test("replace the one with the same path, and keep its id")
  func replacing() throws {
    let catalogue = try shelf.open()
    var one = track("Air", "Sexy Boy", genres: ["electronic"], numbers: ["tempo": 110, "key": 1])
    let id = try catalogue.add(one)
    one.genres = ["downtempo"]
    one.numbers = ["tempo": 111]
    #expect(try catalogue.add(one) == id)
    let kept = try #require(try catalogue.track(path: one.path))
    #expect(kept.genres == ["downtempo"])
    #expect(kept.numbers == ["tempo": 111])
    #expect(try catalogue.count() == 1)
  }

  @Test("keep genres that they have where that is wanted, each once whatever its case")
  func keepingGenres() throws {
    let catalogue = try shelf.open()
    try catalogue.add([track("Air", "Run", genres: ["pop", "rock"])], merging: true)
    let ids = try catalogue.add([track("Air", "Run", genres: ["Pop", "edm"])], merging: true)
    #expect(try catalogue.track(ids[0])?.genres == ["edm", "pop", "rock"])
  }

  @Test("keep what the new one leaves open, where that is wanted")
  func keeping() throws {
    let catalogue = try shelf.open()
    var heard = track("Air", "Run", album: "Walkie", genres: ["pop"], numbers: ["tempo": 110])
    (heard.date, heard.duration) = ("2004", 240)
    heard.file = Track.FileState(size: 1, time: 2)
    heard.analysis = ["features": "1.0.0", "embed-text": "1.0.0"]
    heard.vectors = ["timbre": [1, 2], Track.meaning: [3]]
    let id = try catalogue.add(heard, cover: Cover(mediaType: "image/png", bytes: [1]))
    var rated = Track(path: heard.path)
    rated.numbers = ["rating": 5, "tempo": 111]
    try catalogue.add([rated], merging: true)
    var kept = try #require(try catalogue.track(id))
    #expect(kept.numbers == ["rating": 5, "tempo": 111])
    #expect(try catalogue.cover(of: id)?.bytes == [1])
    (kept.numbers, kept.id) = (heard.numbers, 0)
    #expect(kept.revision == 2)
    heard.genres = kept.genres
    #expect(kept.vectors == heard.vectors && kept.analysis == heard.analysis)
    #expect(kept.title == "Run" && kept.album == "Walkie" && kept.artist == "Air")
    #expect(kept.date == "2004" && kept.duration == 240 && kept.file == heard.file)
  }

  @Test(
    "are not touched by a new one that says nothing new, and lose their meaning with their words")
  func merging() throws {
    let catalogue = try shelf.open()
    var one = track("Air", "Run")
    one.vectors = [Track.meaning: [3]]
    one.analysis = [Track.meaningPlugin: "1.0.0"]
    let id = try catalogue.add(one)
    let revision = try catalogue.revision
    try catalogue.add([track("Air", "Run")], merging: true)
    #expect(try catalogue.revision == revision)
    var other = Track(path: one.path)
    other.title = "Run!"
    try catalogue.add([other], merging: true)
    let kept = try #require(try catalogue.track(id))
    #expect(kept.artist == "Air" && kept.title == "Run!")
    #expect(kept.vectors.isEmpty && kept.analysis.isEmpty)
  }

  @Test("are all stored, or none, when many are added at once")
  func allOrNone() throws {
    let catalogue = try shelf.open()
    let bad = track("Air", "Bad", numbers: ["tempo": .nan])
    #expect(
      sentence { try catalogue.add([track("Air", "Good"), bad]) }
        == "/music/Air/Bad.mp3: the number 'tempo' is nan; leave it out")
    #expect(try catalogue.count() == 0)
  }

  @Test("are read with only the parts that are wanted")
  func parts() throws {
    let catalogue = try shelf.open()
    var one = track("Air", "Run", genres: ["pop"], numbers: ["tempo": 90])
    one.vectors = ["timbre": [1, 2]]
    let id = try catalogue.add(one)
    let kept = try #require(try catalogue.track(id, parts: [.numbers]))
    #expect(kept.genres.isEmpty && kept.vectors.isEmpty && kept.numbers == ["tempo": 90])
  }

  @Test("are listed in order, a part at a time, without those that cannot be used")
  func listing() throws {
    let catalogue = try shelf.open()
    try catalogue.add((1...5).map { track("Air", "\($0)") })
    var broken = Track(path: "/music/broken.mp3")
    broken.error = "it is cut off"
    try catalogue.add(broken)
    let first = try catalogue.list(limit: 3)
    let rest = try catalogue.list(after: first[2].id, limit: 3)
    #expect((first + rest).map(\.title) == ["1", "2", "3", "4", "5"])
    #expect(try catalogue.list(limit: 9, isBroken: true).map(\.error) == ["it is cut off"])
    #expect(try catalogue.count() == 5)
    #expect(try catalogue.count(isBroken: true) == 1)
  }

  @Test("have a path, and none of them a number that is none")
  func refusals() throws {
    let catalogue = try shelf.open()
    #expect(
      sentence { try catalogue.add(Track(path: "")) }
        == "a track has no path; give it one, by which it is known")
    var endless = track("Air", "Run")
    endless.duration = .infinity
    #expect(
      sentence { try catalogue.add(endless) }
        == "/music/Air/Run.mp3: the duration is inf s; leave it out")
  }

  @Test("share a cover, which goes with the last of them")
  func covers() throws {
    let catalogue = try shelf.open()
    let cover = Cover(mediaType: "image/jpeg", bytes: [0xFF, 0xD8, 0, 1, 2])
    let one = try catalogue.add(track("Air", "1"), cover: cover)
    let two = try catalogue.add(track("Air", "2"), cover: cover)
    #expect(try catalogue.cover(of: two) == cover)
    try catalogue.remove(one)
    #expect(try catalogue.cover(of: two) == cover)
    try catalogue.add(track("Air", "2"))
    #expect(try catalogue.cover(of: two) == nil)
  }
}
