import JSON
import TestSupport
import Testing

@Suite("'library' with tables")
struct LibraryTableTests {
  private let tool = Tool()
  private static let table = """
    track_id,track_name,track_artist,track_album_release_date,tempo,duration_ms,playlist_genre
    a1,"Run, Run",Air,1998,90.5,200000,pop
    a1,"Run, Run",Air,1998,90.5,200000,electronic
    b2,Jóga,Björk,1997-09-15,,305000,pop
    c3,Help,The Beatles,1965,fast,140000,rock
    """

  init() {
    tool.write("plugins.yaml", "version: 1\nmusic:\n  catalogue: songs.db\n")
    tool.write("tracks.csv", Self.table)
  }

  private func list(_ arguments: String...) throws -> [JSONNode] {
    try #require(
      JSONNode(parsing: tool.start(["library", "list"] + arguments).wait().output).elements)
  }

  @Test("import takes each record, gathers genres, and tells what it leaves out")
  func importing() throws {
    let outcome = tool.run("library", "import", "tracks.csv")
    #expect(outcome.code == 0)
    #expect(outcome.output == "3 records imported, 1 left out\n")
    #expect(
      outcome.errors
        == "patchbay: tracks.csv:5: 'tempo' is 'fast'; it must be a number; the record was left"
        + " out\n")
    let tracks = try list()
    #expect(tracks.count == 2)
    #expect(tracks[0]["genres"]?.elements?.compactMap(\.string) == ["electronic", "pop"])
    #expect(tracks[0]["numbers"]?["tempo"] == 90.5)
    #expect(tracks[1]["numbers"] == nil)
    #expect(tool.run("library", "import", "-", "-q", input: Self.table).code == 0)
    #expect(try list().count == 2)
  }

  @Test("import keeps what comes before an error, and says where that is")
  func wrong() throws {
    tool.write("bad.csv", Self.table + "\nd4,\"open\n")
    let outcome = tool.run("library", "import", "bad.csv", "-q")
    #expect(outcome.code == 3)
    #expect(outcome.errors.hasSuffix("bad.csv:6: error: a quote is opened and never closed\n"))
    #expect(try list().count == 2)
    tool.write("none.csv", "")
    #expect(
      tool.run("library", "import", "none.csv").errors
        == "none.csv:1: error: the table is empty; its first line must name the columns\n")
    #expect(
      tool.run("library", "import", "tracks.csv", "--map", "bpm").errors.hasPrefix(
        "patchbay: library import: '--map bpm': needs THEIRS=OURS, such as --map bpm=tempo\n"))
  }

  @Test("export writes a table that import reads back, and playlists")
  func exporting() throws {
    _ = tool.run("library", "import", "tracks.csv", "-q")
    #expect(tool.run("library", "export", "-f", "csv", "-o", "out.csv").code == 0)
    #expect(
      tool.read("out.csv")
        == "id,path,artist,album,title,date,duration,genre,tempo\r\n"
        + "1,id:a1,Air,,\"Run, Run\",1998,200,electronic;pop,90.5\r\n"
        + "2,id:b2,Björk,,Jóga,1997-09-15,305,pop,\r\n")
    #expect(tool.run("library", "import", "out.csv", "-c", "copy.db", "-q").code == 0)
    #expect(
      tool.run("library", "export", "-f", "json", "-c", "copy.db").output
        == tool.run("library", "export", "-f", "json").output)
    #expect(
      tool.run("library", "export", "bjork", "-f", "m3u8").output
        == "#EXTM3U\n#PLAYLIST:bjork\n#EXTINF:305,Björk - Jóga\nid:b2\n")
  }

  @Test("list prints a table, and says when there is more")
  func listing() {
    _ = tool.run("library", "import", "tracks.csv", "-q")
    let outcome = tool.run("library", "list", "-f", "table", "-n", "1")
    #expect(
      outcome.output == """
          ID  LENGTH  ARTIST  TITLE     YEAR  GENRES
           1    3:20  Air     Run, Run  1998  electronic, pop

        """)
    #expect(outcome.errors == "patchbay: 1 of 2; --limit COUNT shows more\n")
  }

  @Test("remove takes ids, paths and nothing that is only alike; vacuum makes the file small")
  func removing() throws {
    _ = tool.run("library", "import", "tracks.csv", "-q")
    #expect(
      tool.run("library", "remove", "bjork").errors
        == "patchbay: the catalogue has no 'bjork'; name an id, a file or a folder\n")
    #expect(tool.run("library", "remove", "1", "id:b2").output == "2 tracks removed\n")
    #expect(try list().isEmpty)
    #expect(tool.run("library", "vacuum").code == 0)
    #expect(
      tool.run("library", "remove", "--missing", "3").errors.hasPrefix(
        "patchbay: library remove: either TRACK or FOLDER is needed, or --missing\n"))
  }

  @Test("a flag that means nothing to an action is told")
  func flags() {
    #expect(
      tool.run("library", "list", "--jobs", "3").errors.hasPrefix(
        "patchbay: library list: unknown flag '--jobs'\n"))
    #expect(
      tool.run("library", "lst").errors.hasPrefix(
        "patchbay: library: unknown command 'lst'; did you mean 'list'?\n"
          + "Type 'patchbay help library' to see what it takes.\n"))
    for words in [["library"], ["library", "-q", "add"]] {
      #expect(
        tool.start(words).wait().errors.hasPrefix(
          "patchbay: library: COMMAND is missing: one of add, import, list, show, remove, export,"
            + " vacuum\n"))
    }
  }
}
