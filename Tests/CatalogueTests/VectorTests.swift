import Catalogue
import Testing

@Suite("Vectors that are given to tracks later")
struct VectorTests {
  private let shelf = Shelf()
  private let catalogue: Catalogue

  init() throws {
    catalogue = try shelf.open()
    try catalogue.add((1...5).map { track("Air", "\($0)", numbers: ["tempo": 90]) })
  }

  private func lacking(version: String = "1.0.0") throws -> [Int64] {
    try catalogue.list(lacking: "words", version: version, limit: 10).map(\.id)
  }

  private func give(_ ids: [Int64], _ values: [Float]?) throws -> Int {
    try catalogue.store(
      try catalogue.tracks(ids).map { ($0, values) }, named: "meaning", by: "words",
      version: "1.0.0")
  }

  @Test("belong to a version of a plugin: what it has not looked at is listed")
  func lists() throws {
    #expect(try lacking() == [1, 2, 3, 4, 5])
    #expect(try give([2, 3], [1, 0]) == 2)
    #expect(try lacking() == [1, 4, 5])
    #expect(try catalogue.count(lacking: "words", version: "1.0.0") == 3)
    #expect(try catalogue.list(lacking: "words", version: "1.0.0", after: 1, limit: 1)[0].id == 4)
    #expect(try lacking(version: "1.0") == [1, 2, 3, 4, 5])
    #expect(try catalogue.count(lacking: "word", version: "1.0.0") == 5)
  }

  @Test("change nothing else of a track, and are a change that others see")
  func nothingElse() throws {
    var before = try #require(try catalogue.track(2))
    before.analysis = ["features": "2.0.0"]
    before.vectors = ["timbre": [1]]
    try catalogue.add(before)
    let revision = try catalogue.revision
    _ = try give([2], [0.6, 0.8])
    let after = try #require(try catalogue.track(2))
    #expect(after.analysis == ["features": "2.0.0", "words": "1.0.0"])
    #expect(after.vectors == ["timbre": [1], "meaning": [0.6, 0.8]])
    #expect(after.numbers == ["tempo": 90])
    #expect(try catalogue.changes(after: revision).tracks == [after])
    #expect(try catalogue.search("air 2", limit: 5).tracks.map(\.id) == [2])
    _ = try give([2], nil)
    #expect(try catalogue.track(2)?.vectors == ["timbre": [1]])
    #expect(try lacking() == [1, 3, 4, 5])
  }

  @Test("are not given to a track that has changed or is gone since it was read")
  func late() throws {
    let read = try catalogue.tracks([1, 2, 3])
    try catalogue.add(track("Air", "1", album: "New"))
    try catalogue.remove(2)
    let stored = try catalogue.store(
      read.map { ($0, [1]) }, named: "meaning", by: "words", version: "1.0.0")
    #expect(stored == 1)
    #expect(try lacking() == [1, 4, 5])
    #expect(try catalogue.track(1)?.vectors == [:])
  }

  @Test("go with the words of a track: one that is stored anew lacks its vector")
  func renamed() throws {
    _ = try give([1, 2, 3, 4, 5], [1, 0])
    #expect(try lacking() == [])
    try catalogue.add(track("Air", "3", album: "New"))
    #expect(try lacking() == [3])
    var broken = track("Air", "3")
    broken.error = "it is empty"
    try catalogue.add(broken)
    #expect(try lacking() == [])
  }

  @Test("the words of a track are one text")
  func wording() {
    #expect(
      track("Air", "Run", album: "Talkie Walkie", genres: ["electronic", "pop"]).wording
        == "Run by Air, Talkie Walkie, electronic, pop")
    #expect(track("", "Run").wording == "Run")
    #expect(track("Air", "", genres: ["pop"]).wording == "Air, pop")
    #expect(Track(path: "/a").wording == "")
  }
}
