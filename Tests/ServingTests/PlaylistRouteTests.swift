import Catalogue
import JSON
import Music
import Plugins
import TestSupport
import Testing

@Suite("/v1/playlists")
struct PlaylistRouteTests {
  private let folder = TemporaryFolder()
  private let house: ServedHouse
  private static let json = [("Content-Type", "application/json")]

  init() throws {
    let path = "\(folder.path)/music.db"
    // The plugin sends back each seed as a label.
    house = try ServedHouse(["playlist"]) {
      $0.music.catalogue = path
      $0.plugins[0].library = BuildFolder.library("echo")
    }
  }

  private func fill() throws {
    let catalogue = try Catalogue(path: "\(folder.path)/music.db", access: .readWrite)
    for number in 1...3 {
      var track = Track(path: "/music/\(number).mp3")
      track.title = "T\(number)"
      track.duration = 100
      try catalogue.add(track)
    }
  }

  private func post(_ body: String, _ query: String = "") throws -> HTTPAnswer {
    try house.post("/v1/playlists\(query)", body, Self.json)
  }

  @Test("makes a list by the plugin, and writes it as JSON, M3U8 or XSPF")
  func make() throws {
    try fill()
    let list = try post("{\"seeds\":[3,\"1\"]}").json
    #expect(list["tracks"]?.elements?.map { $0["title"]?.string } == ["T3", "T1"])
    let m3u8 = try post("{\"seeds\":[3]}", "?format=m3u8")
    #expect(m3u8.text == "#EXTM3U\n#EXTINF:100,T3\n/music/3.mp3\n")
    #expect(m3u8.headers["content-type"] == "application/vnd.apple.mpegurl")
    let xspf = try post("{\"seeds\":[3]}", "?format=xspf")
    #expect(xspf.headers["content-type"] == "application/xspf+xml")
    #expect(xspf.text.contains("<location>file:///music/3.mp3</location>"))
    #expect(
      try post("{\"seeds\":[1,2,3],\"minutes\":3}").json["tracks"]?.elements?.count == 2)
    // As near as whole tracks of 100 seconds allow.
    for (minutes, count) in [("2.4", 1), ("2.6", 2), ("4", 2), ("4.2", 3)] {
      let list = try post("{\"seeds\":[1,2,3],\"minutes\":\(minutes)}").json
      #expect(list["tracks"]?.elements?.count == count, "\(minutes)")
    }
  }

  @Test("keeps a list under its name, lists, gives and drops it")
  func keep() throws {
    try fill()
    #expect(try house.get("/v1/playlists").text == "{\"playlists\":[]}")
    #expect(try post("{\"tracks\":[2,1],\"name\":\"an evening\"}").status == 200)
    #expect(
      try house.get("/v1/playlists").text
        == "{\"playlists\":[{\"name\":\"an evening\",\"tracks\":2}]}")
    #expect(
      try house.get("/v1/playlists/an%20evening?format=m3u8").text
        == "#EXTM3U\n#PLAYLIST:an evening\n#EXTINF:100,T2\n/music/2.mp3\n#EXTINF:100,T1\n"
        + "/music/1.mp3\n")
    #expect(try post("{\"seeds\":[3],\"name\":\"an evening\"}").status == 200)
    #expect(
      try house.get("/v1/playlists/an%20evening").json["tracks"]?.elements?.map {
        $0["id"]?.double
      } == [3])
    #expect(try house.client().send("DELETE", "/v1/tracks/3").status == 200)
    #expect(
      try house.get("/v1/playlists/an%20evening").json["tracks"]?.elements?.isEmpty == true)
    #expect(
      try house.client().send("DELETE", "/v1/playlists/an%20evening").text
        == "{\"removed\":\"an evening\"}")
    #expect(
      try house.get("/v1/playlists/an%20evening").problem
        == "404 not-found: there is no playlist 'an evening'; GET /v1/playlists lists them")
  }

  @Test("says what is wrong with a request")
  func problems() throws {
    #expect(
      try post("{\"seeds\":[1]}").problem
        == "409 empty: the catalogue is empty; add tracks first")
    try fill()
    for (body, sentence) in [
      ("{}", "a playlist needs either 'seeds' or 'tracks'"),
      ("{\"seeds\":[]}", "'seeds' must be an array of 1 to 1000 elements"),
      ("{\"seeds\":[true]}", "a seed is true or false; it must be an id or a string"),
      ("{\"tracks\":[1.5]}", "a track is a number; it must be an id"),
      ("{\"seeds\":[1],\"minutes\":0}", "'minutes' must be a number above 0, up to 10000"),
      (
        "{\"seeds\":[1],\"name\":\"a/b\"}",
        "'name' must be a string of 1 to 256 bytes without a slash"
      ),
      (
        "{\"seads\":[1]}",
        "a playlist has no 'seads'; did you mean 'seeds'?; it has seeds, tracks, name, minutes and"
          + " parameters"
      ),
    ] {
      #expect(try post(body).problem == "400 bad-request: \(sentence)")
    }
    #expect(
      try post("{\"seeds\":[1]}", "?format=pls").problem
        == "400 bad-request: format is 'pls'; it must be m3u8, xspf or json")
    #expect(
      try post("{\"tracks\":[9]}").problem == "404 not-found: the catalogue has no track 9")
    #expect(
      try post("{\"seeds\":[1],\"parameters\":{\"cuont\":3}}").problem
        == "400 bad-parameter: echo has no parameter 'cuont'; it has none")
  }
}
