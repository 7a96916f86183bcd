import Glibc
import Neighbours
import TestSupport
import Testing

@Suite("The file of a table")
struct FileTests {
  let folder = TemporaryFolder()
  var path: String { folder.path + "/table.index" }
  let rows: [(id: Int64, vector: [Float])] = (0..<50).map { row in
    (Int64(row), (0..<9).map { Float(row * $0 % 31) })
  }

  @Test("is opened again with all that was committed")
  func reopening() throws {
    let written = try NeighbourTable(rows, at: path)
    try written.remove(3)
    try written.append([50, 4], [Float](repeating: 1, count: 18))
    try written.commit(mark: 8)
    let table = try NeighbourTable(opening: path)
    #expect((table.count, table.mark, table.room) == (50, 8, 48))
    #expect(table.attachment == Array("kept".utf8))
    #expect(table.vector(4) == [Float](repeating: 1, count: 9))
    #expect(table.vector(3) == nil)
    #expect(
      try table.nearest(to: rows[9].vector, count: 5)
        == written.nearest(to: rows[9].vector, count: 5))
  }

  @Test("leaves out what was not committed")
  func uncommitted() throws {
    let written = try NeighbourTable(rows, at: path)
    try written.append([99], [Float](repeating: 1, count: 9))
    let table = try NeighbourTable(opening: path)
    #expect((table.count, table.contains(99)) == (50, false))
  }

  @Test("is refused wherever a byte of it is another one")
  func anyByte() throws {
    try NeighbourTable(rows, at: path).remove(9999)
    let sound = try #require(readFile(path))
    let used = sound.lastIndex { $0 != 0 } ?? 0
    var refused = 0
    // Gaps between the parts, and the commit that is not the latest, mean nothing.
    let places = Array(0..<40) + Array(1024..<1060) + Array(4096..<4100) + Array(8192..<used)
    for place in places {
      var bytes = sound
      bytes[place] ^= 0x10
      writeFile(path, bytes)
      guard let table = try? NeighbourTable(opening: path) else {
        refused += 1
        continue
      }
      // Padding behind a row's vector is never read.
      let isPadding = place >= 8192 && (place - 8192) % 64 >= 52
      #expect(isPadding, "byte \(place) was changed unnoticed")
      #expect(try table.nearest(to: rows[9].vector, count: 5).first?.id == 9)
    }
    #expect(refused > 2500)
  }

  @Test("says what is damaged")
  func sentences() throws {
    _ = try NeighbourTable(rows, at: path)
    let sound = try #require(readFile(path))
    func problem(_ bytes: [UInt8]) -> String? {
      writeFile(path, bytes)
      return #expect(throws: NeighbourError.self) { try NeighbourTable(opening: path) }?.description
    }
    var row = sound
    row[8192 + 64 + 20] ^= 1
    #expect(problem(row) == "\(path): damaged (row 2); it has to be built anew")
    #expect(
      problem(Array(sound.dropLast())) == "\(path): damaged (its size); it has to be built anew")
    #expect(problem([]) == "\(path): damaged (it ends too early); it has to be built anew")
    #expect(
      problem([UInt8](repeating: 7, count: 9000))
        == "\(path): damaged (its header); it has to be built anew")
    unlink(path)
    #expect(
      #expect(throws: NeighbourError.self) { try NeighbourTable(opening: path) }?.description
        == "cannot open \(path): No such file or directory")
  }

  @Test("goes back to the commit before when the latest one is torn")
  func tornCommit() throws {
    let written = try NeighbourTable(rows, at: path)
    try written.append([77], [Float](repeating: 2, count: 9))
    try written.commit(mark: 12)
    var bytes = try #require(readFile(path))
    for place in 512 + 16..<512 + 36 { bytes[place] = 0 }
    writeFile(path, bytes)
    let table = try NeighbourTable(opening: path)
    #expect((table.count, table.mark) == (50, 7))
  }

  @Test("is refused when a removal did not reach the disk but its commit did")
  func lostRemoval() throws {
    let written = try NeighbourTable(rows, at: path)
    try written.remove(5)
    try written.commit(mark: 8)
    var bytes = try #require(readFile(path))
    for place in 0..<4 { bytes[8192 + 5 * 64 + 12 + place] = 0 }
    writeFile(path, bytes)
    let failure = #expect(throws: NeighbourError.self) { try NeighbourTable(opening: path) }
    #expect(
      failure?.description
        == "\(path): damaged (which of its rows are dead); it has to be built anew")
  }

  @Test("is the old one, the new one, or refused, whatever part of an update reached the disk")
  func partialWrites() throws {
    let table = try NeighbourTable(rows, at: path)
    var states = [(bytes: try #require(readFile(path)), ids: Set(table.ids))]
    for step in 0..<4 {
      try table.append(
        [Int64(7 + step), Int64(100 + step)], (0..<18).map { Float($0 * step + 1) })
      try table.remove(Int64(20 + step))
      try table.commit(mark: Int64(8 + step))
      states.append((try #require(readFile(path)), Set(table.ids)))
    }
    // A disk writes whole sectors, in any order.
    let size = states[0].bytes.count
    let sectors = stride(from: 0, to: size, by: 512).map { $0..<min($0 + 512, size) }
      .filter { part in states.contains { $0.bytes[part] != states[0].bytes[part] } }
    var random = SmallRandom(state: 4)
    var seen: [Int: Int] = [:]
    for round in 0..<2000 {
      // One update that is half there, or several.
      let last = Int.random(in: 1..<states.count, using: &random)
      let first = round % 2 == 0 ? last - 1 : 0
      var bytes = states[first].bytes
      for part in sectors {
        let state = Int.random(in: first...last, using: &random)
        bytes.replaceSubrange(part, with: states[state].bytes[part])
      }
      writeFile(path, bytes)
      guard let opened = try? NeighbourTable(opening: path) else {
        seen[-1, default: 0] += 1
        continue
      }
      let state = states.firstIndex { $0.ids == Set(opened.ids) }
      let place = try #require(state, "a state that never was")
      #expect(opened.mark == Int64(7 + place))
      seen[place, default: 0] += 1
    }
    #expect(Set(seen.keys) == [-1, 0, 1, 2, 3, 4])
  }

  @Test("shows others what was committed, when they ask")
  func others() throws {
    let writer = try NeighbourTable(rows, at: path)
    let reader = try NeighbourTable(opening: path)
    _ = try reader.nearest(to: rows[0].vector, count: 1)
    try writer.append([60, 7], [Float](repeating: 200, count: 18))
    try writer.remove(8)
    try writer.commit(mark: 9)
    #expect((reader.contains(60), reader.contains(8)) == (false, true))
    try reader.refresh()
    #expect((reader.contains(60), reader.contains(8), reader.mark) == (true, false, 9))
    for row in [0, 6, 9] {
      #expect(
        try reader.nearest(to: rows[row].vector, count: 50)
          == writer.nearest(to: rows[row].vector, count: 50))
    }
  }

  @Test("is known to be replaced when another is renamed over it")
  func replacing() throws {
    let old = try NeighbourTable(rows, at: path)
    #expect(old.isCurrent)
    _ = try NeighbourTable(rows, at: path + ".new")
    try NeighbourTable.replace(path, with: path + ".new")
    #expect(!old.isCurrent)
    #expect(try old.nearest(to: rows[9].vector, count: 1).first?.id == 9)
  }

  @Test("takes no more rows than it was laid out for")
  func full() throws {
    let table = try NeighbourTable(creating: path, dimensions: 1, capacity: 2)
    try table.append([1, 2], [1, 2])
    let failure = #expect(throws: NeighbourError.self) { try table.append([3], [3]) }
    #expect(
      failure?.description
        == "the table is full: it has room for 2 rows; it has to be built anew")
  }

  @Test("is locked by one holder at a time")
  func lock() throws {
    let lock = folder.path + "/lock"
    var held = try FileLock(trying: lock)
    #expect(held != nil)
    #expect(try FileLock(trying: lock) == nil)
    held = nil
    #expect(try FileLock(trying: lock) != nil)
  }
}
