import Glibc
import JSON
import TestSupport
import Testing

@Suite("'library' with embed-text, with a small model", .enabled(if: TestModels.canRun))
struct LibraryMeaningTests {
  private let tool = Tool()
  private static let table = """
    artist,title,genre
    Air,Run,quiet;song
    Air,Kelly,a
    Moby,Porcelain,
    """

  init() {
    manifest()
    tool.write("tracks.csv", Self.table)
  }

  private func manifest(model: String = TestModels.encoder, isEnabled: Bool = true) {
    tool.write(
      "plugins.yaml",
      """
      version: 1
      host:
        libraries: [\(BuildFolder.path)]
      music:
        catalogue: songs.db
      plugins:
        embed-text:
          enabled: \(isEnabled)
          parameters:
            model: \(model)
      """)
  }

  private func list(_ arguments: String...) throws -> [JSONNode] {
    let outcome = tool.start(["library", "list"] + arguments).wait()
    #expect(outcome.code == 0, "\(outcome.errors)")
    return try #require(JSONNode(parsing: outcome.output).elements)
  }

  private func vectors() throws -> [Int?] {
    let outcome = tool.start(["library", "export", "-f", "json"]).wait()
    return try #require(JSONNode(parsing: outcome.output).elements).map {
      $0["vectors"]?["meaning"]?.elements?.count
    }
  }

  @Test("import gives each track the vector of its words, and a changed one a new one")
  func importing() throws {
    var outcome = tool.run("library", "import", "tracks.csv", "-q")
    #expect(outcome.output == "3 records imported\n3 tracks can now be found by meaning\n")
    #expect(outcome.errors == "")
    #expect(outcome.code == 0)
    #expect(try vectors() == [384, 384, 384])
    tool.write("one.csv", "artist,title,genre\nAir,Run,song\nEno,Sky,\n")
    outcome = tool.run("library", "import", "one.csv", "-q")
    #expect(outcome.output == "2 records imported\n1 track can now be found by meaning\n")
    #expect(try vectors() == [384, 384, 384, 384])
  }

  @Test("add gives one to every track of the catalogue that lacks it, and to none twice")
  func adding() throws {
    manifest(isEnabled: false)
    #expect(tool.run("library", "import", "tracks.csv", "-q").output == "3 records imported\n")
    #expect(try vectors() == [nil, nil, nil])
    manifest()
    mkdir(tool.path("music"), 0o700)
    writeFile(tool.path("music/one.wav"), Song.wav(seconds: 1, title: "One"))
    var outcome = tool.run("library", "add", "music", "-q")
    #expect(outcome.output == "1 track added\n4 tracks can now be found by meaning\n")
    #expect(try vectors() == [384, 384, 384, 384])
    outcome = tool.run("library", "add", "music", "-q")
    #expect(outcome.output == "0 tracks added, 1 unchanged\n")
    writeFile(tool.path("music/one.wav"), Song.wav(seconds: 1.5, title: "Two"))
    outcome = tool.run("library", "add", "music", "-q", "-p", "none")
    #expect(outcome.output == "0 tracks added, 1 brought up to date\n")
    outcome = tool.run("library", "add", "music", "-q", "-p", "embed-text")
    #expect(outcome.output == "0 tracks added, 1 unchanged\n1 track can now be found by meaning\n")
  }

  @Test("a track without a word has no vector, costs the others nothing, and is not tried again")
  func wordless() throws {
    tool.write("odd.csv", "path,title\n/a,\u{200B}\n/b,Run\n/c,\n")
    let outcome = tool.run("library", "import", "odd.csv", "-q")
    #expect(outcome.output == "3 records imported\n1 track can now be found by meaning\n")
    #expect(outcome.errors == "")
    #expect(try vectors() == [nil, 384, nil])
    mkdir(tool.path("music"), 0o700)
    #expect(tool.run("library", "add", "music", "-q").output == "0 tracks added\n")
  }

  @Test("both go on without it where it cannot be loaded, and say so")
  func refused() {
    manifest(model: "/absent/absent.onnx")
    let why =
      "there is no model 'absent.onnx' where it was looked for; put it there, or correct the path"
    let outcome = tool.run("library", "import", "tracks.csv", "-q")
    #expect(outcome.output == "3 records imported\n")
    #expect(
      outcome.errors
        == "embed-text: not loaded: embed-text: \(why)\npatchbay: what words mean is told by the"
        + " plugin embed-text, which is not loaded: \(why); the tracks are found by words alone\n")
    #expect(outcome.code == 0)
    mkdir(tool.path("music"), 0o700)
    let added = tool.run("library", "add", "music", "-q")
    #expect(added.output == "0 tracks added\n")
    #expect(
      added.errors
        == "embed-text: not loaded: embed-text: \(why)\npatchbay: embed-text is refused"
        + " (failed-to-start): embed-text: \(why); the files are taken without it\n")
  }

  @Test("list finds by words, and by meaning what these do not find, and says so")
  func searching() throws {
    _ = tool.run("library", "import", "tracks.csv", "-q")
    let words = tool.run("library", "list", "kelly")
    #expect(words.errors == "")
    #expect(try list("kelly")[0]["score"] == nil)
    let meaning = tool.run("library", "list", "run by air, quiet, song", "-n", "1", "-f", "table")
    #expect(
      meaning.output == """
          ID  SCORE  ARTIST  TITLE  GENRES
           1      1  Air     Run    quiet, song

        """)
    #expect(
      meaning.errors.hasPrefix(
        "patchbay: no track has these words; these are the nearest by meaning\n"))
    let found = try list("run by air, quiet, song")
    #expect(found[0]["title"] == "Run" && found[0]["score"] == 1)
    #expect(try list("run by air, quiet, song", "--by", "words").isEmpty)
    // What the encoder cannot read finds nothing by its meaning, unless that is asked for.
    let foreign = tool.run("library", "list", "бьорк", "-f", "table")
    #expect(foreign.output == "" && foreign.errors == "patchbay: no track was found\n")
    #expect(try list("air", "--by", "words").count == 2)
    let scores = try list("air", "--by", "meaning").map { $0["score"]?.double ?? -1 }
    #expect(scores == scores.sorted(by: >))
    #expect(tool.run("library", "list", "air", "--by", "meaning").errors == "")
    #expect(tool.run("library", "export", "run by air", "-f", "json").output == "[]\n")
  }

  @Test("list says what a search by meaning lacks")
  func lacking() {
    manifest(isEnabled: false)
    _ = tool.run("library", "import", "tracks.csv", "-q")
    var outcome = tool.run("library", "list", "air", "--by", "meaning")
    #expect(outcome.code == 3)
    #expect(
      outcome.errors
        == "patchbay: no track of songs.db has a vector of its meaning yet; `patchbay library add`"
        + " and `import` make them, where embed-text is enabled in the manifest\n")
    manifest()
    _ = tool.run("library", "import", "tracks.csv", "-q")
    outcome = tool.run("library", "list", "...", "--by", "words")
    #expect(outcome.output == "[]\n" && outcome.errors == "")
    manifest(isEnabled: false)
    outcome = tool.run("library", "list", "air", "--by", "meaning")
    #expect(outcome.code == 5)
    #expect(
      outcome.errors
        == "patchbay: what words mean is told by the plugin embed-text, which is disabled; set"
        + " 'enabled: true' for it in the manifest\n")
    outcome = tool.run("library", "list", "run by air")
    #expect(outcome.output == "[]\n" && outcome.errors == "" && outcome.code == 0)
    tool.write("plugins.yaml", "version: 1\nmusic:\n  catalogue: songs.db\n")
    #expect(
      tool.run("library", "list", "air", "--by", "meaning").errors
        == "patchbay: what words mean is told by the plugin embed-text, which is not in the"
        + " manifest; add it under 'plugins'\n")
    #expect(
      tool.run("library", "list", "--by", "meaning").errors.hasPrefix(
        "patchbay: library list: '--by' says how a TEXT is searched for, and there is none\n"))
    #expect(
      tool.run("library", "export", "air", "--by", "words").errors.hasPrefix(
        "patchbay: library export: unknown flag '--by'"))
    #expect(
      tool.run("library", "list", "air", "--by", "meanin").errors.hasPrefix(
        "patchbay: library list: '--by meanin': '--by' needs one of words, meaning; did you mean"
          + " 'meaning'?\n"))
  }

  @Test("import that is stopped or killed at any moment keeps what it has, and is gone on with")
  func killed() throws {
    let count = 12_000
    let rows = (0..<count).map { "Artist \($0),Title \($0),quiet\n" }
    manifest(isEnabled: false)
    tool.write("many.csv", "artist,title,genre\n" + rows.joined())
    #expect(tool.run("library", "import", "many.csv", "-q").code == 0)
    manifest()
    mkdir(tool.path("music"), 0o700)
    for (signal, pause) in [(SIGINT, 150_000), (SIGKILL, 200_000), (SIGKILL, 300_000)]
      as [(Int32, UInt32)]
    {
      let running = tool.start(["library", "add", "music", "-q"])
      usleep(pause)
      running.signal(signal)
      // A quick machine may be done before it is stopped.
      let isStopped = running.wait().code != 0
      #expect(try isStopped || vectors().allSatisfy { $0 == 384 })
    }
    let known = try vectors().count { $0 != nil }
    let outcome = tool.run("library", "add", "music", "-q")
    #expect(
      outcome.output
        == "0 tracks added\n"
        + (known < count ? "\(count - known) tracks can now be found by meaning\n" : ""))
    #expect(try vectors().allSatisfy { $0 == 384 })
  }
}
