import Catalogue
import Music
import Testing

@Suite("The columns of a table of tracks")
struct ColumnTests {
  private func columns(
    _ header: [String], _ mapping: [(String, String)] = []
  ) throws -> TrackColumns {
    try TrackColumns(
      CSVParser.Record(line: 1, fields: header),
      mapping: mapping.map { (theirs: $0.0, ours: $0.1) })
  }

  private func track(
    _ header: [String], _ fields: [String], _ mapping: [(String, String)] = []
  ) throws -> Track {
    try columns(header, mapping).track(CSVParser.Record(line: 2, fields: fields))
  }

  @Test("are known by the names that such tables have")
  func names() throws {
    let one = try track(
      [
        "track_id", "track_name", "track_artist", "track_popularity", "track_album_name",
        "track_album_release_date", "danceability", "key", "tempo", "duration_ms",
        "playlist_genre", "playlist_subgenre", "something",
      ],
      [
        "6f80", "I Don't Care", "Ed Sheeran", "66", "I Don't Care", "2019-06-14", "0.748", "6",
        "122.036", "171253", "pop", "dance pop", "else",
      ])
    #expect(one.path == "id:6f80" && one.title == "I Don't Care" && one.artist == "Ed Sheeran")
    #expect(
      one.date == "2019-06-14" && one.duration == 171.253 && one.genres == ["pop", "dance pop"])
    #expect(
      one.numbers == ["popularity": 66, "danceability": 0.748, "key": 6, "tempo": 122.036])
  }

  @Test("are what the mapping says before all else")
  func mapping() throws {
    let one = try track(
      ["Name", "Band", "BPM", "swing", "tempo"], ["Run", "Air", "90", "0.5", "1"],
      [("Name", "title"), ("Band", "artist"), ("swing", "swing"), ("tempo", "")])
    #expect(one.path == "track:Air - Run")
    #expect(one.numbers == ["tempo": 90, "swing": 0.5])
  }

  @Test("may lack values, and hold several genres")
  func gaps() throws {
    let one = try track(
      ["path", "genre", "tempo", "key", "year"], ["/a.mp3", " rock;pop; ", "", "NA", "77"])
    #expect(one.genres == ["rock", "pop"] && one.numbers.isEmpty && one.date.isEmpty)
  }

  @Test("must tell which track is meant, and be those that are mapped")
  func refusals() throws {
    func sentence(_ body: () throws -> Void) -> String {
      do {
        try body()
        return ""
      } catch {
        return "\(error)"
      }
    }
    #expect(
      sentence { _ = try columns(["foo", "title"]) }
        == "line 1: no column tells which track is meant: 'path', 'id', or 'artist' and 'title';"
        + " the columns are foo, title; say which is which with --map THEIRS=OURS")
    #expect(
      sentence { _ = try columns(["path", "bpm"], [("bmp", "tempo")]) }
        == "line 1: there is no column 'bmp'; did you mean 'bpm'?; the columns are path, bpm")
    #expect(
      sentence { _ = try track(["path", "tempo"], ["/a", "fast"]) }
        == "line 2: 'tempo' is 'fast'; it must be a number")
    #expect(
      sentence { _ = try track(["path", "tempo"], ["/a", "inf"]) }
        == "line 2: 'tempo' is 'inf'; it must be a number")
    #expect(
      sentence { _ = try track(["path", "tempo"], ["/a"]) }
        == "line 2: it has 1 fields, and the header has 2")
    #expect(
      sentence { _ = try track(["id", "duration"], ["1", "-3"]) }
        == "line 2: 'duration' is '-3'; it must be 0 or more")
    #expect(
      sentence { _ = try track(["artist", "title"], ["Air", ""]) }
        == "line 2: it does not tell which track is meant")
  }

  @Test("of our own tables are read back as they were")
  func roundTrip() throws {
    var one = Track(path: "/music/a, \"b\".mp3")
    one.artist = "A\nB"
    one.title = "T"
    one.date = "1977-10"
    one.duration = 12.25
    one.genres = ["a", "b"]
    one.numbers = ["tempo": 100.125, "swing": 3]
    let table = TrackCSV(numbers: ["tempo", "swing"])
    var parser = CSVParser()
    var records: [CSVParser.Record] = []
    try parser.read((table.header + table.line(one)).utf8) { (record) throws(TableError) in
      records.append(record)
    }
    let columns = try TrackColumns(records[0], mapping: [(theirs: "swing", ours: "swing")])
    #expect(try columns.track(records[1]) == one)
  }
}
