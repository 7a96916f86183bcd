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
      tool.run("playlist", "1", "-l", "none.db").errors
        == "patchbay: there is no catalogue at none.db; `patchbay library add DIR` makes one\n")
  }
}
