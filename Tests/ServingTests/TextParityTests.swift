import Catalogue
import JSON
import Music
import Plugins
import TestSupport
import Testing

/// Bundled plugins that take nothing but text: the same texts, every way in, the same results.
@Suite("Parity of every way to a plugin that takes text")
struct TextParityTests {
  static let plugins = ["playlist"]

  private let folder = TemporaryFolder()
  private var library: String { folder.path + "/library.db" }

  init() throws {
    let catalogue = try Catalogue(path: folder.path + "/library.db", access: .readWrite)
    try catalogue.add(
      (0..<40).map { index in
        var track = Track(path: "/\(index)")
        (track.artist, track.title) = ("Artist \(index % 9)", "Piece \(index)")
        track.genres = [index % 2 == 0 ? "rock" : "jazz"]
        track.numbers = ["tempo": Double(80 + index * 7 % 50), "valence": Double(index) / 40]
        return track
      })
  }

  private func settings(
    _ isolation: PluginSettings.Isolation
  ) -> (inout PluginSettings) -> Void {
    return {
      $0.isolation = isolation
      $0.offered["catalogue"] = library
      $0.writable = [folder.path]
    }
  }

  @Test(
    "command line, inline, worker, /v1, and /v2 with JSON and with binary tensors",
    arguments: PluginSettings.Isolation.allCases)
  func parity(isolation: PluginSettings.Isolation) throws {
    let texts = ["Artist 3 - Piece 3", "7"]
    let house = try ServedHouse(
      ["playlist"], isolation: isolation, plugin: settings(isolation))
    let v1 = try house.post(
      "/v1/run/playlist", texts.joined(separator: "\n"), [("Content-Type", "text/plain")])
    #expect(v1.status == 200, "\(v1.problem)")
    let expected = Flat.results(try v1.json)
    #expect(expected["labels"]?.count == 6)
    #expect(expected["reason"]?.count == 6)

    let json = try house.post(
      "/v2/models/playlist/infer",
      """
      {"inputs":[{"name":"tracks","shape":[2],"datatype":"BYTES",\
      "data":["\(texts[0])","\(texts[1])"]}]}
      """)
    #expect(json.status == 200, "\(json.problem)")
    #expect(Flat.tensors(try json.json) == expected)
    #expect(try binary(house, texts) == expected)
    #expect(try commandLine(isolation, texts) == expected)
    #expect(readFile(library + ".index") != nil)
  }

  private func binary(_ house: ServedHouse, _ texts: [String]) throws -> [String: [String]] {
    let tensor = texts.flatMap { Samples.word(UInt32($0.utf8.count)) + Array($0.utf8) }
    let head = """
      {"parameters":{"binary_data_output":true},"inputs":[{"name":"tracks","shape":[2],\
      "datatype":"BYTES","parameters":{"binary_data_size":\(tensor.count)}}]}
      """
    let answer = try house.post(
      "/v2/models/playlist/infer", bytes: Array(head.utf8) + tensor,
      [("Inference-Header-Content-Length", "\(head.utf8.count)")])
    #expect(answer.status == 200, "\(answer.problem)")
    let length = try #require(answer.headers["inference-header-content-length"].flatMap { Int($0) })
    return Flat.binaryTensors(
      try JSONNode(parsing: Array(answer.body[..<length])), Array(answer.body[length...]))
  }

  private func commandLine(
    _ isolation: PluginSettings.Isolation, _ texts: [String]
  ) throws -> [String: [String]] {
    let manifest = """
      version: 1
      host:
        libraries: [\(BuildFolder.path)]
      music:
        catalogue: \(library)
      plugins:
        playlist:
          isolation: \(isolation)
          writable: [\(folder.path)]

      """
    writeFile(folder.path + "/plugins.yaml", Array(manifest.utf8))
    let output = folder.path + "/out.json"
    let code = Program.run(
      BuildFolder.path + "/patchbay",
      ["run", "playlist", "--manifest", folder.path + "/plugins.yaml", "--format", "json"]
        + texts.flatMap { ["--text", "tracks=\($0)"] } + ["--output", output],
      output: folder.path + "/log")
    #expect(
      code == 0, "\(String(decoding: readFile(folder.path + "/log") ?? [], as: UTF8.self))")
    return Flat.results(try JSONNode(parsing: try #require(readFile(output))))
  }
}
