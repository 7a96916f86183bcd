import Catalogue
import Testing

@Suite("A catalogue's changes")
struct ChangesTests {
  private let shelf = Shelf()
  private let catalogue: Catalogue

  init() throws {
    catalogue = try shelf.open()
    try catalogue.add((1...5).map { track("Air", "\($0)", numbers: ["tempo": Double($0)]) })
  }

  @Test("tell an index all there is, a part at a time")
  func fromTheBeginning() throws {
    let first = try catalogue.changes(after: 0, limit: 3)
    #expect(first.tracks.map(\.title) == ["1", "2", "3"])
    #expect(first.tracks.map(\.numbers) == [["tempo": 1], ["tempo": 2], ["tempo": 3]])
    #expect(!first.isComplete)
    let rest = try catalogue.changes(after: first.revision, limit: 3)
    #expect(rest.tracks.map(\.title) == ["4", "5"])
    #expect(rest.isComplete)
    #expect(try rest.revision == catalogue.revision)
  }

  @Test("tell only what is new, and of several changes the last")
  func news() throws {
    let before = try catalogue.revision
    try catalogue.add(track("Air", "6"))
    try catalogue.add(track("Air", "2", album: "A"))
    try catalogue.add(track("Air", "2", album: "B"))
    let changes = try catalogue.changes(after: before)
    #expect(changes.tracks.map(\.title) == ["6", "2"])
    #expect(changes.tracks.map(\.album) == ["", "B"])
    #expect(changes.removed.isEmpty)
  }

  @Test("tell which tracks are gone, and never give their ids to others")
  func removals() throws {
    let before = try catalogue.revision
    #expect(try catalogue.remove(5))
    #expect(try !catalogue.remove(5))
    #expect(try catalogue.add(track("Air", "again")) == 6)
    let changes = try catalogue.changes(after: before)
    #expect(changes.removed == [5])
    #expect(changes.tracks.map(\.id) == [6])
  }

  @Test("count a track whose file cannot be used any more as gone, until it can be again")
  func broken() throws {
    var one = try #require(try catalogue.track(3))
    one.error = "it is cut off"
    try catalogue.add(one)
    var changes = try catalogue.changes(after: 5)
    #expect(changes.removed == [3] && changes.tracks.isEmpty)
    one.error = nil
    try catalogue.add(one)
    changes = try catalogue.changes(after: changes.revision)
    #expect(changes.removed.isEmpty && changes.tracks.map(\.id) == [3])
  }

  @Test("are numbered on in one row, whoever writes")
  func twoWriters() throws {
    let other = try shelf.open()
    try other.add(track("Air", "6"))
    try catalogue.add(track("Air", "7"))
    #expect(try catalogue.changes(after: 5).tracks.map(\.revision) == [6, 7])
    #expect(try other.identity == shelf.open(.readOnly).identity)
  }
}
