import Glibc
import JSON
import TestSupport
import Testing

@Suite("'library'")
struct LibraryTests {
  private let tool = Tool()

  init() {
    tool.write(
      "plugins.yaml",
      """
      version: 1
      host:
        libraries: [\(BuildFolder.path)]
      music:
        analysis: [loudness]
      plugins:
        loudness:
      """)
    mkdir(tool.path("music"), 0o700)
  }

  private func place(_ name: String, _ bytes: [UInt8]) {
    writeFile(tool.path("music/\(name)"), bytes)
  }

  private func list(_ arguments: String...) throws -> [JSONNode] {
    let outcome = tool.start(["library", "list"] + arguments).wait()
    #expect(outcome.code == 0)
    return try #require(JSONNode(parsing: outcome.output).elements)
  }

  @Test("add takes tags, covers and what plugins find, and passes over what has not changed")
  func add() throws {
    place(
      "one.wav",
      Song.wav(
        seconds: 2, artist: "Björk", title: "Jóga", album: "Homogenic", date: "1997",
        genre: "art pop;electronic"))
    place("Air - Run.wav", Song.wav(seconds: 1.5))
    place("three.mp3", Song.mp3(artist: "Земфира", title: "Искала", cover: Song.cover))
    place("notes.txt", Array("hello".utf8))
    // One at a time, so that their order is known.
    var outcome = tool.run("library", "add", "music", "-j", "1")
    #expect(outcome.output == "3 tracks added, 1 other file passed over\n")
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)

    let tracks = try list()
    #expect(tracks.map { $0["title"]?.string } == ["Run", "Jóga", "Искала"])
    #expect(tracks[0]["artist"] == "Air")
    #expect(tracks[1]["album"] == "Homogenic" && tracks[1]["date"] == "1997")
    #expect(tracks[1]["duration"]?.double == 2)
    #expect(tracks[1]["genres"]?.elements?.compactMap(\.string) == ["art pop", "electronic"])
    let loudness = try #require(tracks[1]["numbers"]?["integrated"]?.double)
    #expect((-14 ... -10).contains(loudness))
    let page = tool.run("library", "show", "zemfira", "-f", "table")
    #expect(page.code == 3)
    #expect(
      tool.run("library", "show", "земфира - искала", "-f", "table").output
        .contains("  image/png, \(Song.cover.count) bytes\n"))

    outcome = tool.run("library", "add", "music")
    #expect(outcome.output == "0 tracks added, 3 unchanged, 1 other file passed over\n")
    place("one.wav", Song.wav(seconds: 1, artist: "Björk", title: "Jóga"))
    outcome = tool.run("library", "add", "music", "-q")
    #expect(
      outcome.output
        == "0 tracks added, 1 brought up to date, 2 unchanged, 1 other file passed over\n")
    #expect(try list("jóga")[0]["duration"]?.double == 1)
  }

  @Test("add reports and passes over what cannot be used, and tries it again when it changes")
  func broken() throws {
    place("good.wav", Song.wav(seconds: 1))
    place("empty.mp3", [])
    place("text.flac", Array("this is no music at all, but a text".utf8))
    place("liar.wav", Song.wav(seconds: 1, title: "Liar", claimed: 3600))
    place("silent.wav", Song.wav(seconds: 2, title: "Silence", amplitude: 0))
    place("cut.mp3", Array(Song.mp3(frames: 100, title: "Cut").prefix(9000)))
    var outcome = tool.run("library", "add", "music")
    #expect(outcome.code == 0)
    #expect(
      outcome.output
        == "4 tracks added, 2 cannot be used (patchbay library list --broken)\n")
    let music = String(outcome.errors.split(separator: " ")[1].prefix { $0 != ":" })
    #expect(music.hasSuffix("/music/empty.mp3"))
    #expect(outcome.errors.contains("/music/empty.mp3 is empty (0 bytes)\n"))
    #expect(
      outcome.errors.contains(
        "/music/text.flac is not media of a kind that is known here, or it is damaged\n"))
    #expect(
      Set(try list().compactMap { $0["title"]?.string }) == ["Cut", "good", "Liar", "Silence"])
    #expect(try list("liar")[0]["duration"]?.double ?? 0 < 3601)
    let broken = try list("--broken")
    #expect(broken.compactMap { $0["error"]?.string }.first == "empty.mp3 is empty (0 bytes)")
    outcome = tool.run("library", "add", "music")
    #expect(outcome.output == "0 tracks added, 6 unchanged\n")
    #expect(outcome.errors == "")
    place("empty.mp3", Song.mp3(title: "Full"))
    outcome = tool.run("library", "add", "music")
    #expect(outcome.output == "1 track added, 5 unchanged\n")
  }

  @Test("add looks at the files again when a plugin is new")
  func newPlugin() throws {
    place("one.wav", Song.wav(seconds: 1, title: "One"))
    #expect(tool.run("library", "add", "music", "-p", "none").output == "1 track added\n")
    #expect(try list()[0]["numbers"] == nil)
    #expect(tool.run("library", "add", "music").output == "0 tracks added, 1 brought up to date\n")
    #expect(try list()[0]["numbers"]?["integrated"] != nil)
  }

  @Test("add that is killed at any moment loses nothing that was stored, and is gone on with")
  func killed() throws {
    for number in 0..<200 { place("\(number).wav", Song.wav(seconds: 0.2, title: "T\(number)")) }
    for pause in [50_000, 120_000, 250_000, 400_000] as [UInt32] {
      let running = tool.start(["library", "add", "music", "-q"])
      usleep(pause)
      running.signal(SIGKILL)
      _ = running.wait()
    }
    let before = tool.run("library", "list", "-n", "1000").output
    let known = (try? JSONNode(parsing: before).elements?.count) ?? 0
    let outcome = tool.run("library", "add", "music", "-q")
    #expect(outcome.code == 0)
    #expect(
      outcome.output == "\(200 - known) tracks added" + (known > 0 ? ", \(known) unchanged" : "")
        + "\n")
    let titles = try list("-n", "1000").compactMap { $0["title"]?.string }
    #expect(Set(titles) == Set((0..<200).map { "T\($0)" }))
    #expect(titles.count == 200)
  }

  @Test("add may run several times at once: they share the work, and nothing is done twice")
  func several() throws {
    for number in 0..<60 { place("\(number).wav", Song.wav(seconds: 0.2, title: "T\(number)")) }
    for flags in [[], ["--again"]] {
      let all = (0..<3).map { _ in tool.start(["library", "add", "music", "-q"] + flags) }
      var done = 0
      for running in all {
        let outcome = running.wait()
        #expect(outcome.code == 0)
        #expect(outcome.errors == "")
        let counts = outcome.output.split(separator: ", ").map { part in
          (Int(part.prefix { $0.isNumber }) ?? 0, part.drop { $0.isNumber })
        }
        #expect(counts.reduce(0) { $0 + $1.0 } == 60)
        done += counts.filter { $0.1.contains("track") || $0.1.contains("brought") }
          .reduce(0) { $0 + $1.0 }
      }
      #expect(flags.isEmpty ? done == 60 : (60...180).contains(done))
    }
    let tracks = try list()
    #expect(
      tracks.compactMap { $0["title"]?.string }.sorted() == (0..<60).map { "T\($0)" }.sorted())
    for track in tracks { #expect(track["numbers"]?["integrated"] != nil) }
    #expect(tool.read("library.db-claims") == nil)
  }

  @Test("add does what another one leaves that is killed")
  func inherited() throws {
    for number in 0..<120 { place("\(number).wav", Song.wav(seconds: 0.2, title: "T\(number)")) }
    let one = tool.start(["library", "add", "music", "-q"])
    let other = tool.start(["library", "add", "music", "-q"])
    while !tool.run("library", "list").output.contains("title") { usleep(10_000) }
    one.signal(SIGKILL)
    _ = one.wait()
    #expect(other.wait().code == 0)
    let titles = try list("-n", "1000").compactMap { $0["title"]?.string }
    #expect(titles.sorted() == (0..<120).map { "T\($0)" }.sorted())
  }

  @Test("add ends with a sentence where the catalogue cannot grow, and keeps what it has")
  func full() throws {
    for number in 0..<60 {
      place("\(number).mp3", Song.mp3(title: "T\(number)", cover: Song.cover + [UInt8(number)]))
    }
    #expect(tool.run("library", "add", "music/0.mp3", "-p", "none").code == 0)
    let outcome = tool.start(
      program: "/bin/sh",
      [
        "-c", "ulimit -f 160; trap '' XFSZ; exec \"$0\" library add music -p none -q",
        tool.program,
      ]
    ).wait()
    #expect(outcome.code == 9)
    #expect(
      outcome.errors.contains(
        "library/library.db: the disk takes no more; nothing of this change was stored, what was"
          + " stored before is whole; free some space and try again\n"))
    let known = try list().count
    #expect(known > 0 && known < 60)
    #expect(tool.run("library", "add", "music", "-p", "none", "-q").code == 0)
    #expect(try list().count == 60)
  }

  @Test("add says what is not there")
  func missing() {
    let outcome = tool.run("library", "add", "nowhere")
    #expect(outcome.code == 3)
    #expect(outcome.errors == "patchbay: nowhere: No such file or directory\n")
    #expect(tool.read("library/library.db") == nil)
    #expect(
      tool.run("library", "add", "music", "-p", "loudnes").errors
        == "patchbay: no plugin named 'loudnes'; did you mean 'loudness'?\n")
    #expect(
      tool.run("library", "list").errors
        == "patchbay: there is no catalogue at library/library.db; `patchbay library add DIR` makes one\n"
    )
  }
}
