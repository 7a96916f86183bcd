import Catalogue
import JSON
import Music
import Serving
import TestSupport
import Testing

@Suite("Routes")
struct RouteTests {
  private let house: ServedHouse

  private let folder = TemporaryFolder()

  init() throws {
    let path = "\(folder.path)/music.db"
    let catalogue = try Catalogue(path: path, access: .readWrite)
    let cover = Cover(mediaType: "image/png", bytes: Song.cover)
    let id = try catalogue.add(Track(path: "id:1"), cover: cover)
    try catalogue.keep(
      StoredPlaylist(name: "evening", created: 0, entries: [StoredPlaylist.Entry(track: id)]))
    house = try ServedHouse(["echo", "misbehave"]) { $0.music.catalogue = path }
  }

  private var routes: [(method: String, path: String)] {
    house.server.routes.map { ($0.method.rawValue, $0.path.description) }
  }

  /// `path` with its placeholders filled in.
  private func filled(_ path: String) -> String {
    for (placeholder, value) in [
      ("{model}", "echo"), ("{plugin}", "echo"), ("{plugins}", "echo"), ("{version}", "1.0.0"),
      ("{id}", "1"), ("{name}", "evening"),
    ] {
      if let range = path.firstRange(of: placeholder) {
        return filled(path.replacingCharacters(in: range, with: value))
      }
    }
    return path
  }

  @Test("every route of the table answers, and with its own method alone")
  func table() throws {
    #expect(routes.count > 15)
    // What takes away comes last.
    let takes = { (route: (method: String, path: String)) in
      route.method == "DELETE" || route.path.hasSuffix("/unload")
    }
    for (method, path) in routes.filter({ !takes($0) }) + routes.filter({ $0.method == "DELETE" }) {
      let answer = try house.client().send(method, filled(path))
      #expect(answer.status != 404 && answer.status != 405, "\(method) \(path)")
      #expect(answer.status < 500, "\(method) \(path): \(answer.text)")
      let other = try house.client().send("PUT", filled(path))
      #expect(other.status == 405, "\(path)")
      let allowed = other.headers["allow"]?.split(separator: ",").map { $0.drop { $0 == " " } }
      #expect(allowed?.contains(Substring(method)) == true, "\(path)")
    }
  }

  @Test("the OpenAPI document has every route")
  func openAPI() throws {
    let document = try house.get("/openapi.json").json
    #expect(document["openapi"] == "3.1.0")
    for (method, path) in routes {
      let operation = document["paths"]?[path]?[method.lowercased()]
      #expect(operation?["summary"]?.string?.hasSuffix(".") == true, "\(method) \(path)")
      #expect(operation?["responses"]?["200"] != nil)
    }
  }

  @Test("the OpenAPI document has the parameters of every plugin")
  func openAPIParameters() throws {
    let run = try house.get("/openapi.json").json["paths"]?["/v1/run/misbehave"]?["post"]
    let how = run?["parameters"]?.elements?.first { $0["name"] == "how" }
    #expect(how?["in"] == "query")
    #expect(how?["description"] == "What to do when media is pushed.")
    #expect(how?["schema"]?["default"] == "behave")
    #expect(how?["schema"]?["enum"]?.elements?.contains("hang") == true)
  }

  @Test("an unknown path names the closest one")
  func unknownPath() throws {
    #expect(
      try house.get("/v2/health/lives").problem
        == "404 not-found: there is no /v2/health/lives here; did you mean /v2/health/live?")
    #expect(
      try house.get("/x/y/z").problem
        == "404 not-found: there is no /x/y/z here; /openapi.json lists all paths")
  }

  @Test("a wrong method is told the right one")
  func wrongMethod() throws {
    let answer = try house.get("/v2/models/echo/infer")
    #expect(answer.problem == "405 method-not-allowed: /v2/models/echo/infer takes POST")
    #expect(answer.headers["allow"] == "POST")
    #expect(try house.post("/metrics").headers["allow"] == "GET, HEAD")
  }

  @Test("HEAD has the headers of GET and no body")
  func head() throws {
    let client = try house.client()
    let head = try client.send("HEAD", "/v2/health/live")
    #expect(head.status == 200)
    #expect(head.headers["content-length"] == "13")
    #expect(try client.send("GET", "/v2/health/live").text == #"{"live":true}"#)
  }
}

extension String {
  fileprivate func replacingCharacters(in range: Range<Index>, with text: String) -> String {
    String(self[..<range.lowerBound]) + text + String(self[range.upperBound...])
  }

  fileprivate func firstRange(of text: String) -> Range<Index>? {
    indices.lazy.map { $0..<(self.index($0, offsetBy: text.count, limitedBy: self.endIndex) ?? $0) }
      .first { self[$0] == text }
  }
}
