import Catalogue
import Glibc
import Neighbours
import Recommending
import TestSupport
import Testing

@Suite("The index beside a catalogue")
struct IndexTests {
  private func index(_ shelves: Shelves, at path: String? = nil) throws -> TrackIndex {
    let reader = try Catalogue(path: shelves.path, access: .readOnly)
    return TrackIndex(of: reader, at: path ?? shelves.path + ".index", withMood: true)
  }

  private func inode(_ path: String) -> ino_t {
    var status = stat()
    return stat(path, &status) == 0 ? status.st_ino : 0
  }

  /// The nearest tracks of each of the first ones, by an index made anew in memory.
  private func answers(_ table: NeighbourTable) throws -> [[Int64]] {
    try (1...5).compactMap { table.vector($0) }
      .map { try table.nearest(to: $0, count: 6).map(\.id) }
  }

  @Test("is made at first, and found again afterwards")
  func reopening() throws {
    let shelves = try Shelves()
    let made = try index(shelves).update()
    let file = inode(shelves.path + ".index")
    #expect(file != 0)
    let again = try index(shelves)
    let found = try again.update()
    #expect(inode(shelves.path + ".index") == file)
    #expect(found.preparation == made.preparation)
    #expect(again.notes == [])
    #expect(found.table.count == 60)
    #expect(try answers(found.table) == answers(made.table))
  }

  @Test("takes in one more track with the preparation that it has, in place")
  func oneMore() throws {
    let shelves = try Shelves()
    let kept = try index(shelves)
    let before = try kept.update()
    let file = inode(shelves.path + ".index")
    let id = try shelves.catalogue.add(Shelves.track(60))
    let after = try kept.update()
    #expect(inode(shelves.path + ".index") == file)
    #expect(after.preparation == before.preparation)
    #expect(after.preparation.fitted == 60)
    #expect(after.table.count == 61)
    #expect(after.table.vector(id) == after.preparation.vectors(of: [Shelves.track(60)]))
    #expect(try index(shelves).update().table.count == 61)
    #expect(kept.notes == [])
  }

  @Test("follows changes and removals")
  func changes() throws {
    let shelves = try Shelves()
    let kept = try index(shelves)
    let before = try kept.update().table.vector(4)
    var changed = Shelves.track(3)
    changed.numbers["tempo"] = 200
    #expect(try shelves.catalogue.add(changed) == 4)
    try shelves.catalogue.remove(9)
    let table = try kept.update().table
    #expect(table.count == 59)
    #expect(table.vector(9) == nil)
    #expect(table.vector(4) != before)
    #expect(try answers(index(shelves).update().table) == answers(table))
  }

  @Test("is followed by several at once")
  func several() throws {
    let shelves = try Shelves()
    let (one, other) = (try index(shelves), try index(shelves))
    _ = try (one.update(), other.update())
    for step in 60..<70 {
      try shelves.catalogue.add(Shelves.track(step))
      let (first, second) = step % 2 == 0 ? (one, other) : (other, one)
      #expect(try answers(first.update().table) == answers(second.update().table))
    }
    #expect(try one.update().table.count == 70)
    #expect(one.notes + other.notes == [])
  }

  @Test("is fitted anew when the catalogue has grown by half")
  func growth() throws {
    let shelves = try Shelves()
    let kept = try index(shelves)
    _ = try kept.update()
    try shelves.catalogue.add((60..<90).map(Shelves.track))
    #expect(try kept.update().preparation.fitted == 60)
    try shelves.catalogue.add(Shelves.track(90))
    #expect(try kept.update().preparation.fitted == 91)
    #expect(
      kept.notes == [
        "the index \(shelves.path).index has grown by half since its preparation was fitted to"
          + " 60 tracks; it is built anew"
      ])
  }

  @Test("is built anew when it is damaged, with the same answers")
  func damage() throws {
    let shelves = try Shelves()
    let path = shelves.path + ".index"
    let expected = try answers(index(shelves).update().table)
    let sound = try #require(readFile(path))
    let used = sound.lastIndex { $0 != 0 } ?? 0
    for place in stride(from: 4096, to: used, by: 997) {
      var bytes = sound
      bytes[place] ^= 4
      writeFile(path, bytes)
      #expect(try answers(index(shelves).update().table) == expected)
    }
    var bytes = sound
    bytes[4100] ^= 1
    writeFile(path, bytes)
    let kept = try index(shelves)
    #expect(try answers(kept.update().table) == expected)
    #expect(kept.notes == ["\(path): damaged (its attachment); it has to be built anew"])
    for length in [0, 100, 5000, sound.count / 2] {
      writeFile(path, Array(sound.prefix(length)))
      #expect(try answers(index(shelves).update().table) == expected)
    }
  }

  @Test("of another catalogue is not used")
  func foreign() throws {
    let (shelves, others) = (try Shelves(), try Shelves(Shelves.tracks(50)))
    _ = try index(others).update()
    rename(others.path + ".index", shelves.path + ".index")
    let kept = try index(shelves)
    #expect(try kept.update().table.count == 60)
    let path = shelves.path + ".index"
    #expect(
      kept.notes == ["\(path) is the index of another catalogue or version; it is built anew"])
  }

  @Test("tells how far it is while it is made, and can be given up")
  func progress() throws {
    struct Enough: Error {}
    let shelves = try Shelves()
    var steps: [Double] = []
    _ = try index(shelves).update { steps.append($0) }
    #expect(steps.count > 3)
    #expect(steps == steps.sorted())
    #expect(steps.allSatisfy { (0...1).contains($0) })
    unlink(shelves.path + ".index")
    for last in 1...steps.count {
      var count = 0
      #expect(throws: Enough.self) {
        try index(shelves).update { _ in
          count += 1
          if count == last { throw Enough() }
        }
      }
      #expect(readFile(shelves.path + ".index") == nil)
    }
    #expect(try index(shelves).update().table.count == 60)
  }

  @Test("stays in memory where nothing can be written")
  func readOnly() throws {
    let shelves = try Shelves()
    let kept = try index(shelves, at: "/sys/patchbay.index")
    #expect(try kept.update().table.count == 60)
    #expect(kept.notes.count == 1)
    #expect(kept.notes[0].hasPrefix("cannot open the lock /sys/patchbay.index.lock: "))
    #expect(
      kept.notes[0].hasSuffix(
        ": the index is kept in memory and built again at every start; the plugin's entry needs"
          + " 'writable:' with the catalogue's folder, and the disk some room"))
    try shelves.catalogue.add(Shelves.track(60))
    #expect(try kept.update().table.count == 61)
    #expect(kept.notes.count == 1)
  }

  @Test("says what a catalogue lacks")
  func nothing() throws {
    let empty = try Shelves([])
    let failure = #expect(throws: RecommendingError.self) { try index(empty).update() }
    #expect(
      failure?.description
        == "the catalogue \(empty.path) has no tracks; `patchbay library add DIR` adds some")
    let bare = try Shelves([Track(path: "/a"), Track(path: "/b")])
    let other = #expect(throws: RecommendingError.self) { try index(bare).update() }
    #expect(
      other?.description
        == "no track of the catalogue \(bare.path) has features to compare;"
        + " `patchbay library add DIR` measures them")
  }
}
