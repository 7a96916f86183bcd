import TestSupport
import Testing

@Suite("'playlist' and 'dj'")
struct PlaylistCommandTests {
  private let tool = Tool()

  init() {
    // The plugin sends back each seed as a label, as a playlist of the seeds themselves would be.
    tool.write(
      "plugins.yaml",
      """
      version: 1
      host:
        libraries: [\(BuildFolder.path)]
      plugins:
        playlist:
          library: libecho.so
        dj:
          library: libecho.so
      """)
    tool.write("t.csv", "id,artist,title,duration\na,Air,Run,200\nb,Björk,Jóga,300\n")
    _ = tool.run("library", "import", "t.csv", "-q")
  }

  @Test("print the tracks that the plugin names, in its order")
  func table() {
    let outcome = tool.run("playlist", "2", "1", "-f", "table")
    #expect(
      outcome.output == """
          ID  LENGTH  TRACK
           2    5:00  Björk - Jóga
           1    3:20  Air - Run
        2 tracks, 8:20

        """)
    #expect(outcome.code == 0)
    #expect(tool.run("dj", "--text", "2", "-f", "m3u8").output.hasSuffix("\nid:b\n"))
  }

  @Test("write files for players")
  func files() {
    #expect(tool.run("playlist", "1", "-f", "m3u8", "-o", "list.m3u8").code == 0)
    #expect(tool.read("list.m3u8") == "#EXTM3U\n#EXTINF:200,Air - Run\nid:a\n")
    // The ending of the name says which.
    for ending in ["m3u8", "xspf"] {
      #expect(tool.run("playlist", "1", "-f", ending, "-o", "one").code == 0)
      #expect(tool.run("playlist", "1", "-o", "two.\(ending)").code == 0)
      #expect(tool.read("one") == tool.read("two.\(ending)"))
      #expect(tool.run("library", "export", "-o", "all.\(ending)").code == 0)
      #expect(tool.read("all.\(ending)")?.contains("id:b") == true)
    }
  }

  @Test("ask another host, and write its answer in every format as if it were here")
  func remote() throws {
    let host = tool.start(["serve", "--listen", "127.0.0.1:0"])
    try #require(host.printed("\n"), "\(host.errorsSoFar)")
    let address = String(host.outputSoFar.dropFirst("patchbay: serving at ".count).dropLast())
    writeFile(tool.path("room.png"), Song.cover)
    let dj = ["dj", "--photo", "room.png", "--text", "2"]
    for words in [["playlist", "2", "1"], dj] {
      for format in ["table", "json", "m3u8", "xspf"] {
        let here = tool.start(words + ["-f", format]).wait()
        #expect(tool.start(words + ["-f", format, "-r", address]).wait() == here)
      }
    }
    #expect(
      tool.run("playlist", "2", "1", "-r", address, "-f", "m3u8").output.hasSuffix("\nid:a\n"))
    #expect(
      tool.run("playlist", "7", "-r", address)
        == Tool.Outcome(code: 5, output: "", errors: "patchbay: the catalogue has no track 7\n"))
    #expect(
      tool.run("playlist", "1", "-r", address, "--set", "nothing=1")
        == Tool.Outcome(
          code: 2, output: "", errors: "patchbay: echo has no parameter 'nothing'; it has none\n"))
    let both = tool.run("dj", "--text", "1", "-r", address, "-c", "library.db")
    #expect(both.code == 2)
    #expect(
      both.errors.hasPrefix(
        "patchbay: dj: '--catalogue' means nothing with '--remote': the host uses its own\n"))
    withExtendedLifetime(host) {}
  }

  @Test("say what is missing or wrong")
  func wrong() {
    #expect(
      tool.run("dj").errors.hasPrefix(
        "patchbay: dj: what the music is for is missing: --photo FILE, --text SENTENCE, or both\n"))
    #expect(
      tool.run("playlist", "Air", "-f", "json").errors
        == "patchbay: playlist gives 'Air' where a track's id should be\n")
    #expect(
      tool.run("dj", "--text", "x", "--minutes", "-1").errors.hasPrefix(
        "patchbay: dj: '--minutes -1': needs a number above 0, up to 10000\n"))
    #expect(
      tool.run("playlist", "1", "-c", "none.db").errors
        == "patchbay: there is no catalogue at none.db; `patchbay library add DIR` makes one\n")
  }
}
