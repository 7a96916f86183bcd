import JSON
import Music
import Plugins
import TestSupport
import Testing

@Suite("/v1/tracks with embed-text, with a small model", .enabled(if: TestModels.canRun))
struct MeaningRouteTests {
  private let folder = TemporaryFolder()
  private let house: ServedHouse
  private static let json = [("Content-Type", "application/json")]

  init() throws {
    house = try Self.house(folder.path)
    for (artist, title, genre) in [("Air", "Run", "quiet"), ("Air", "Kelly", "song")] {
      #expect(
        try house.post(
          "/v1/tracks",
          "{\"artist\":\"\(artist)\",\"title\":\"\(title)\",\"genres\":[\"\(genre)\"]}", Self.json
        ).status == 200)
    }
  }

  private static func house(_ folder: String, isEnabled: Bool = true) throws -> ServedHouse {
    try ServedHouse(["embed-text"]) {
      $0.music.catalogue = "\(folder)/music.db"
    } plugin: {
      $0.isEnabled = isEnabled
      $0.parameters["model"] = ParameterSetting(
        text: TestModels.encoder, line: 1, column: 1)
    }
  }

  @Test("a new track has the vector of its words, whether it comes as data or as a recording")
  func adding() throws {
    #expect(try house.get("/v1/tracks/1").json["vectors"]?["meaning"]?.elements?.count == 384)
    let song = Song.wav(seconds: 1, artist: "Air", title: "Playground")
    let added = try house.post("/v1/tracks", bytes: song).json
    #expect(added["title"] == "Playground")
    #expect(added["vectors"]?["meaning"]?.elements?.count == 384)
  }

  @Test("a search says whether it was by words or by meaning, and how near each track is")
  func searching() throws {
    let words = try house.get("/v1/tracks?q=kelly").json
    #expect(words["by"] == "words" && words["total"] == 1)
    #expect(words["tracks"]?.elements?[0]["score"] == nil)
    let meaning = try house.get("/v1/tracks?q=kelly+by+air,+song").json
    #expect(meaning["by"] == "meaning")
    #expect(meaning["tracks"]?.elements?[0]["title"] == "Kelly")
    #expect(meaning["tracks"]?.elements?[0]["score"] == 1)
    #expect(try house.get("/v1/tracks?q=kelly+by+air,+song&by=words").json["total"] == 0)
    let wanted = try house.get("/v1/tracks?q=air+quiet&by=meaning&limit=1").json
    #expect(wanted["by"] == "meaning" && wanted["tracks"]?.elements?.count == 1)
    #expect(try house.get("/v1/tracks").json["by"] == nil)
  }

  @Test("says what is wrong with a request, and what is lacking")
  func problems() throws {
    #expect(
      try house.get("/v1/tracks?q=air&by=mening").problem
        == "400 bad-request: by is 'mening'; it must be words or meaning; did you mean 'meaning'?")
    #expect(
      try house.get("/v1/tracks?by=words").problem
        == "400 bad-request: by says how a text is searched for; give one as q")
    #expect(
      try house.get("/v1/tracks?q=%E2%80%8B&by=meaning").problem
        == "400 bad-input: embed-text: text 1 cannot be embedded: there is no word in the text")
    let other = try Self.house(folder.path, isEnabled: false)
    #expect(
      try other.get("/v1/tracks?q=air&by=meaning").problem
        == "409 disabled: what words mean is told by the plugin embed-text, which is disabled; set"
        + " 'enabled: true' for it in the manifest")
    #expect(
      try other.get("/v1/tracks?q=kelly+by+air").text
        == "{\"total\":0,\"by\":\"words\",\"tracks\":[]}")
    let empty = TemporaryFolder()
    let none = try Self.house(empty.path)
    #expect(
      try none.get("/v1/tracks?q=air&by=meaning").problem
        == "409 no-vectors: no track has a vector of its meaning yet; the host's `library add`"
        + " makes them, where embed-text is enabled")
    #expect(
      try none.get("/v1/tracks?q=air").text == "{\"total\":0,\"by\":\"words\",\"tracks\":[]}")
  }
}
