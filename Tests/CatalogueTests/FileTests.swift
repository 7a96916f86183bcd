@_spi(Testing) import Catalogue
import Glibc
import TestSupport
import Testing

@Suite("A catalogue's file")
struct FileTests {
  private let shelf = Shelf()

  /// Writes into the header of the file, which is closed: big-endian numbers at fixed places.
  private func patch(_ offset: Int, _ number: UInt8) throws {
    var bytes = try #require(readFile(shelf.path))
    bytes[offset + 3] = number
    writeFile(shelf.path, bytes)
  }

  @Test("of an older version is brought up to date, with all that is in it")
  func migration() throws {
    try Catalogue(path: shelf.path, access: .readWrite, version: 2).run(
      """
      INSERT INTO track (path, artist, album, title, date, analysis, revision)
        VALUES ('/music/Air/Run.mp3', 'Air', '', 'Run', '2004', 'features=1.0.0', 1);
      INSERT INTO words (rowid, artist, album, title) VALUES (1, 'air', '', 'run');
      INSERT INTO genre VALUES (1, 'pop');
      INSERT INTO track_genre VALUES (1, 1);
      INSERT INTO name VALUES (1, 'tempo'), (2, 'rating'), (3, 'timbre');
      INSERT INTO number VALUES (1, 1, 90), (1, 2, 5);
      INSERT INTO vector VALUES (1, 3, x'0000803F');
      """)
    #expect(
      sentence { _ = try shelf.open(.readOnly) }
        == "\(shelf.path) was written by an older Patchbay; `patchbay library vacuum` brings it up"
        + " to date")
    let catalogue = try shelf.open()
    #expect(try catalogue.search("air", limit: 9).tracks.map(\.title) == ["Run"])
    #expect(try catalogue.damage() == [])
    let before = try #require(try shelf.open(.readOnly).track(1))
    #expect(before.numbers == ["tempo": 90, "rating": 5] && before.vectors == ["timbre": [1]])
    #expect(before.genres == ["pop"] && before.date == "2004")
    #expect(before.analysis == ["features": "1.0.0"])
    // What a source says from now on comes before what was there, and what nobody says stays.
    try catalogue.add(
      track("Air", "Run"), findings: [Finding(plugin: "features", numbers: ["tempo": 91])])
    let after = try #require(try catalogue.track(1))
    #expect(after.numbers == ["tempo": 91, "rating": 5] && after.date == "2004")
    #expect(
      try catalogue.sources(of: 1).mapValues(\.description)
        == ["tempo": "plugin:features", "rating": "earlier", "timbre": "earlier"])
  }

  @Test("of a newer version is refused", arguments: [Catalogue.Access.readOnly, .readWrite])
  func newer(access: Catalogue.Access) throws {
    _ = try shelf.open()
    try patch(60, 99)  // user_version
    #expect(
      sentence { _ = try shelf.open(access) }
        == "\(shelf.path) was written by a newer Patchbay: its version is 99, and this one reads up"
        + " to 3; update Patchbay, or name another file")
  }

  @Test(
    "is not made of a file of another program", arguments: [Catalogue.Access.readOnly, .readWrite])
  func foreign(access: Catalogue.Access) throws {
    _ = try shelf.open()
    try patch(68, 1)  // application_id
    let refusal = "\(shelf.path) is not a Patchbay catalogue; name another file"
    #expect(sentence { _ = try shelf.open(access) } == refusal)
    writeFile(shelf.path, Array("Dear diary,\n".utf8) + [UInt8](repeating: 32, count: 4096))
    #expect(sentence { _ = try shelf.open(access) } == refusal)
  }

  @Test("must be there to be read; its folder is made with it, and no more")
  func missing() throws {
    #expect(
      sentence { _ = try shelf.open(.readOnly) }
        == "there is no catalogue at \(shelf.path); `patchbay library add DIR` makes one")
    let path = "\(shelf.folder.path)/nowhere/at all/music.db"
    #expect(
      sentence { _ = try Catalogue(path: path, access: .readWrite) }
        == "\(path) cannot be opened: No such file or directory")
    let near = "\(shelf.folder.path)/folder/music.db"
    #expect(try Catalogue(path: near, access: .readWrite).count() == 0)
  }

  @Test("may have any name")
  func names() throws {
    for name in ["a b?c#d%41.db", "музыка.db", "file:x"] {
      let path = "\(shelf.folder.path)/\(name)"
      let id = try Catalogue(path: path, access: .readWrite).add(track("Air", name))
      #expect(access(path, F_OK) == 0)
      #expect(try Catalogue(path: path, access: .readOnly).track(id)?.title == name)
    }
  }

  @Test("that is damaged is told from one that is whole")
  func damage() throws {
    let catalogue = try shelf.open()
    try catalogue.add((0..<2000).map { track("Artist \($0)", "Title \($0)") })
    try catalogue.vacuum()
    #expect(try catalogue.damage() == [])
    var bytes = try #require(readFile(shelf.path))
    for index in 8192..<bytes.count where index % 4096 < 64 { bytes[index] = 0xA5 }
    let copy = "\(shelf.folder.path)/copy.db"
    writeFile(copy, bytes)
    let told = sentence {
      let catalogue = try Catalogue(path: copy, access: .readOnly)
      _ = try catalogue.search("title", limit: 10)
    }
    #expect(
      told == "\(copy) is damaged (database disk image is malformed); put back a copy of it, or"
        + " make it anew")
  }

  @Test("opened for reading cannot be written")
  func readOnly() throws {
    _ = try shelf.open()
    let reader = try shelf.open(.readOnly)
    #expect(
      sentence { try reader.add(track("Air", "Run")) }
        == "\(shelf.path) was opened for reading only")
  }

  @Test("that may grow no more loses nothing that was in it")
  func fullDisk() async throws {
    let path = shelf.path
    let catalogue = try shelf.open()
    try catalogue.add((0..<100).map { track("Before", "\($0)") })
    await #expect(processExitsWith: .success) { [path = path as String] in
      signal(SIGXFSZ, SIG_IGN)
      var limit = rlimit(rlim_cur: 600_000, rlim_max: 600_000)
      setrlimit(__rlimit_resource_t(1), &limit)  // RLIMIT_FSIZE
      let catalogue = try Catalogue(path: path, access: .readWrite)
      var added = 100
      do {
        while added < 100_000 {
          try catalogue.add((0..<100).map { track("Now", "\(added + $0)") })
          added += 100
        }
        exit(2)
      } catch {
        let sentence =
          "\(path): the disk takes no more; nothing of this change was stored, what was stored before"
          + " is whole; free some space and try again"
        guard "\(error)" == sentence else { exit(3) }
      }
      exit(try catalogue.count() == added ? 0 : 4)
    }
    #expect(try catalogue.damage() == [])
    try catalogue.add(track("After", "it"))
  }
}
