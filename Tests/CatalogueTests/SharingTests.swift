import CSystem
import Catalogue
import Dispatch
import Glibc
import TestSupport
import Testing
import Wire

/// Runs `body` on several threads at the same time, and waits for all.
private func inParallel(_ count: Int, _ body: @escaping @Sendable (Int) throws -> Void) {
  let group = DispatchGroup()
  for number in 0..<count {
    DispatchQueue.global().async(group: group) {
      do { try body(number) } catch { Issue.record(error) }
    }
  }
  group.wait()
}

@Suite("A catalogue that several have open")
struct SharingTests {
  private let shelf = Shelf()

  @Test("takes the changes of all, and loses none")
  func writers() throws {
    let path = shelf.path
    inParallel(4) { writer in
      let catalogue = try Catalogue(path: path, access: .readWrite)
      for number in 0..<50 { try catalogue.add(track("Writer \(writer)", "\(number)")) }
      for number in 0..<10 { try catalogue.add(track("Everybody", "\(number)")) }
    }
    let catalogue = try shelf.open()
    #expect(try catalogue.count() == 4 * 50 + 10)
    #expect(try catalogue.damage() == [])
    let revisions = try catalogue.changes(after: 0).tracks.map(\.revision)
    #expect(Set(revisions).count == 210)
  }

  @Test("is made once, whoever comes first")
  func beginning() throws {
    for round in 0..<40 {
      let path = "\(shelf.path)-\(round)"
      inParallel(4) { _ in _ = try Catalogue(path: path, access: .readWrite) }
    }
  }

  @Test("shows a reader what a writer stored, while both have it open")
  func readerBesideWriter() throws {
    let writer = try shelf.open()
    let reader = try shelf.open(.readOnly)
    let id = try writer.add(track("Air", "Run"))
    #expect(try reader.track(id)?.title == "Run")
  }

  @Test("keeps what a program stored that was killed")
  func killed() async throws {
    let path = shelf.path
    _ = try shelf.open()
    await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
      let catalogue = try Catalogue(path: path, access: .readWrite)
      for number in 0..<100 { try catalogue.add(track("Air", "\(number)")) }
      kill(getpid(), SIGKILL)
    }
    #expect(try shelf.open(.readOnly).count() == 100)
  }

  @Test("makes a writer wait its turn, and at last says what is in the way")
  func busy() async throws {
    let path = shelf.path
    _ = try shelf.open()
    // A writer of another process that stops in the middle.
    let ready = "\(shelf.folder.path)/ready"
    let script = """
      import sqlite3, time
      held = sqlite3.connect('\(path)', isolation_level=None)
      held.execute('BEGIN IMMEDIATE')
      open('\(ready)', 'w').close()
      time.sleep(60)
      """
    let child = try ChildProcess(
      path: "/usr/bin/python3", arguments: ["-c", script], descriptors: [])
    defer { child.kill() }
    while access(ready, F_OK) != 0 { usleep(1000) }
    let impatient = try Catalogue(path: path, access: .readWrite, patience: 1)
    #expect(
      sentence { try impatient.add(track("Air", "Run")) }
        == "\(path): another program has been writing to it for more than 1 s; try again when it is"
        + " done")
    #expect(try impatient.count() == 0)
  }

  @Test(
    "can be read by a process that may write no file",
    arguments: ["beside a writer", "after a writer", "after one that was killed", "as a copy"])
  func confined(when: String) async throws {
    var path = shelf.path
    var writer: Catalogue? = try shelf.open()
    try writer?.add(track("Air", "0"))
    switch when {
    case "beside a writer": break
    case "after one that was killed":
      writer = nil
      await #expect(processExitsWith: .signal(SIGKILL)) { [path = path as String] in
        try Catalogue(path: path, access: .readWrite).add(track("Air", "1"))
        kill(getpid(), SIGKILL)
      }
    case "as a copy":
      writer = nil
      let bytes = try #require(readFile(path))
      path = "\(shelf.folder.path)/copy.db"
      writeFile(path, bytes)
    default: writer = nil
    }
    let expected = when == "after one that was killed" ? 2 : 1
    await #expect(processExitsWith: .success) {
      [path = path as String, expected = expected as Int] in
      guard cs_confine_files(nil, 0) == 0, cs_confine_calls(0) == 0 else { exit(9) }
      guard open(path, O_RDWR) < 0, errno == EACCES else { exit(8) }
      let catalogue = try Catalogue(path: path, access: .readOnly)
      guard try catalogue.count() == expected else { exit(7) }
      guard try catalogue.search("air", limit: 9).total == expected else { exit(6) }
      exit(0)
    }
    withExtendedLifetime(writer) {}
  }

  @Test("shows a confined reader that stays what writers store later", arguments: [false, true])
  func confinedFollower(ofCopy isCopy: Bool) async throws {
    var path = shelf.path
    try shelf.open().add(track("Air", "0"))
    if isCopy {
      let bytes = try #require(readFile(path))
      path = "\(shelf.folder.path)/copy.db"
      writeFile(path, bytes)
    }
    let sign = "\(shelf.folder.path)/sign"
    writeFile(sign, [])
    async let writing: Void = writeOnSign(path, sign)
    await #expect(processExitsWith: .success) { [path = path as String, sign = sign as String] in
      let signing = open(sign, O_WRONLY)
      guard cs_confine_files(nil, 0) == 0 else { exit(9) }
      let catalogue = try Catalogue(path: path, access: .readOnly)
      guard try catalogue.count() == 1 else { exit(8) }
      var changes = try catalogue.changes(after: 0)
      var seen = changes.tracks.count
      write(signing, "!", 1)
      while seen < 3001 {
        changes = try catalogue.changes(after: changes.revision, limit: 100)
        seen += changes.tracks.count
        guard changes.removed.isEmpty else { exit(7) }
      }
      exit(seen == 3001 ? 0 : 6)
    }
    try await writing
  }

  /// Adds three thousand tracks, once the file at `sign` is not empty any more.
  private func writeOnSign(_ path: String, _ sign: String) async throws {
    while readFile(sign)?.isEmpty != false { try await Task.sleep(for: .milliseconds(1)) }
    for part in 0..<3 {
      let catalogue = try Catalogue(path: path, access: .readWrite)
      for ten in 0..<100 {
        try catalogue.add((0..<10).map { track("Air \(part)", "\(ten * 10 + $0)") })
      }
    }
  }
}
