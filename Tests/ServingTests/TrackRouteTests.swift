import Catalogue
import JSON
import Music
import TestSupport
import Testing

@Suite("/v1/tracks")
struct TrackRouteTests {
  private let folder = TemporaryFolder()
  private let house: ServedHouse
  private var path: String { "\(folder.path)/music.db" }
  private static let json = [("Content-Type", "application/json")]

  init() throws {
    let path = "\(folder.path)/music.db"
    house = try ServedHouse(["loudness"]) {
      $0.music.catalogue = path
      $0.music.analysis = ["loudness"]
    }
  }

  private func add(_ artist: String, _ title: String) throws -> HTTPAnswer {
    try house.post(
      "/v1/tracks", "{\"artist\":\"\(artist)\",\"title\":\"\(title)\"}", Self.json)
  }

  @Test("is empty, and makes no file, before there is a catalogue")
  func empty() throws {
    #expect(try house.get("/v1/tracks").text == "{\"total\":0,\"tracks\":[]}")
    #expect(
      try house.get("/v1/tracks/1").problem == "404 not-found: the catalogue has no track 1")
    #expect(readFile(path) == nil)
  }

  @Test("adds a track from its data, finds it, shows it, and takes it out")
  func round() throws {
    let body = """
      {"artist":"Björk","title":"Jóga","album":"Homogenic","date":"1997-09-15","duration":305,
       "genres":["art pop"],"numbers":{"tempo":102.5},"vectors":{"timbre":[0.5,-1]}}
      """
    let added = try house.post("/v1/tracks", body, Self.json)
    #expect(added.status == 200)
    let expected =
      "{\"id\":1,\"path\":\"track:Björk - Jóga\",\"artist\":\"Björk\",\"album\":\"Homogenic\","
      + "\"title\":\"Jóga\",\"date\":\"1997-09-15\",\"duration\":305,\"genres\":[\"art pop\"],"
      + "\"numbers\":{\"tempo\":102.5},\"vectors\":{\"timbre\":[0.5,-1]}}"
    #expect(added.text == expected)
    #expect(try house.get("/v1/tracks/1").text == expected)
    #expect(try house.get("/v1/tracks?q=joga").json["total"] == 1)
    #expect(try house.client().send("DELETE", "/v1/tracks/1").text == "{\"removed\":1}")
    #expect(
      try house.client().send("DELETE", "/v1/tracks/1").problem
        == "404 not-found: the catalogue has no track 1")
    #expect(try house.get("/v1/tracks").json["total"] == 0)
  }

  @Test("gives a part of the answer where that is wanted")
  func pages() throws {
    for number in 1...5 { #expect(try add("Air", "\(number)").status == 200) }
    let page = try house.get("/v1/tracks?limit=2&offset=3").json
    #expect(page["total"] == 5)
    #expect(page["tracks"]?.elements?.map { $0["title"]?.string } == ["4", "5"])
    #expect(try house.get("/v1/tracks?q=air&limit=3").json["tracks"]?.elements?.count == 3)
  }

  @Test("adds a recording with what plugins find, and the same one once")
  func upload() throws {
    let song = Song.wav(seconds: 1, artist: "Air", title: "Run")
    let first = try house.post("/v1/tracks?name=x.wav", bytes: song).json
    #expect(first["artist"] == "Air" && first["title"] == "Run")
    #expect(first["numbers"]?["integrated"] != nil)
    #expect(try house.post("/v1/tracks", bytes: song).json["id"] == first["id"])
    let other = try house.post(
      "/v1/tracks?name=Moby%20-%20Porcelain.wav", bytes: Song.wav(seconds: 1.5)
    ).json
    #expect(other["artist"] == "Moby" && other["title"] == "Porcelain")
    #expect(try house.get("/v1/tracks").json["total"] == 2)
  }

  @Test("gives the cover of a track")
  func cover() throws {
    let added = try house.post("/v1/tracks", bytes: Song.mp3(title: "A", cover: Song.cover))
    let id = try #require(added.json["id"]?.double)
    let answer = try house.get("/v1/tracks/\(Int(id))/cover")
    #expect(answer.headers["content-type"] == "image/png")
    #expect(answer.body == Song.cover)
    #expect(try add("Air", "Run").status == 200)
    #expect(
      try house.get("/v1/tracks/\(Int(id) + 1)/cover").problem
        == "404 not-found: track \(Int(id) + 1) has no cover, or is not there")
  }

  @Test("says what is wrong with a request")
  func problems() throws {
    #expect(
      try house.post("/v1/tracks", bytes: Array("no music".utf8)).problem
        == "415 unsupported-media: the media is not media of a kind that is known here, or it is"
        + " damaged")
    for (body, sentence) in [
      ("[]", "the body must be a JSON object, not an array"),
      ("{\"title\":\"A\"}", "a track needs a path, or artist and title"),
      ("{\"title\":1}", "'title' is a number; it must be a string"),
      ("{\"numbers\":{\"tempo\":\"x\"}}", "'numbers.tempo' is a string; it must be a number"),
      (
        "{\"artst\":\"A\"}",
        "a track has no 'artst'; did you mean 'artist'?; it has path, artist, album, title, date,"
          + " duration, genres, numbers and vectors"
      ),
    ] {
      #expect(
        try house.post("/v1/tracks", body, Self.json).problem == "400 bad-request: \(sentence)")
    }
    #expect(
      try house.get("/v1/tracks?limit=0").problem
        == "400 bad-request: limit is 0; it must be a whole number from 1 to 1000")
    #expect(
      try house.get("/v1/tracks?limt=5").problem
        == "400 bad-request: there is no parameter 'limt' here; did you mean 'limit'?")
    #expect(
      try house.get("/v1/tracks/x").problem
        == "404 not-found: 'x' is no id of a track; ids are whole numbers")
    #expect(
      try house.post("/v1/tracks").problem
        == "400 bad-request: the body is empty; send the recording as the body")
  }

  @Test("tells clients of a catalogue that cannot be used, but not where it lies")
  func damaged() throws {
    writeFile(path, Array(repeating: 65, count: 5000))
    #expect(
      try house.get("/v1/tracks").problem
        == "503 unavailable: the catalogue cannot be used; the host's log says why")
  }
}
