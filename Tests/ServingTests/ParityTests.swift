import JSON
import Music
import Plugins
import TestSupport
import Testing

/// Every bundled plugin, the same medium, every way in: the results are the same to the last bit.
@Suite("Parity of every way to a plugin")
struct ParityTests {
  /// The bundled plugins, each with the kind of medium that it takes.
  static let plugins = [
    "motion", "scenes", "loudness", "mood", "dj", "echo", "features", "embed-text",
  ]
  /// Those that take sound.
  private static let listeners: Set = ["loudness", "features", "mood"]

  /// Of these, the ones that can run here: not all of them without ONNX Runtime.
  private static let able = plugins.filter {
    TestModels.canRun || !["mood", "dj", "embed-text"].contains($0)
  }

  /// The settings without which a plugin does not start: a small model in place of a large one.
  private static let settings = [
    "embed-text": ["model": TestModels.encoder]
  ]

  @Test("the default manifest has no plugin that is not compared here")
  func complete() throws {
    let bytes = try #require(readFile(Checkout.path + "/plugins.yaml"))
    let manifest = String(decoding: bytes, as: UTF8.self)
    let entries = manifest.split(separator: "\nplugins:")[1].split(separator: "\n")
      .filter { $0.hasPrefix("  ") && !$0.hasPrefix("   ") && !$0.hasPrefix("  #") }
      .map { String($0.dropFirst(2).prefix { $0 != ":" }) }
    #expect(Set(entries) == Set(ParityTests.plugins + TextParityTests.plugins))
  }

  @Test(
    "command line, inline, worker, /v1, and /v2 with JSON and with binary tensors",
    arguments: able)
  func parity(plugin: String) throws {
    let isText = plugin == "embed-text"
    let isListener = ParityTests.listeners.contains(plugin)
    let path =
      isText ? ParityTests.text : isListener ? ParityTests.sound : ParityTests.recording
    let medium = try #require(readFile(path))
    let input = isText ? "text" : isListener ? "audio" : "frame"
    let settings = ParityTests.settings[plugin] ?? [:]
    let library = ParityTests.library
    var seen: [(way: String, results: [String: [String]])] = []
    for isolation in PluginSettings.Isolation.allCases {
      let house = try ServedHouse(
        [plugin], isolation: isolation,
        plugin: {
          $0.offered["catalogue"] = library
          $0.parameters = settings.mapValues { ParameterSetting(text: $0, line: 1, column: 1) }
        })
      let v1 = try house.post(
        "/v1/run/\(plugin)", bytes: medium, isText ? [("Content-Type", "text/plain")] : [])
      #expect(v1.status == 200, "\(v1.problem)")
      seen.append(("\(isolation) /v1", Flat.results(try v1.json)))
      let json = try house.post(
        "/v2/models/\(plugin)/infer",
        """
        {"inputs":[{"name":"\(input)","shape":[1],"datatype":"BYTES",\
        "data":["\(isText ? String(decoding: medium, as: UTF8.self) : base64(medium))"]}]}
        """)
      #expect(json.status == 200, "\(json.problem)")
      seen.append(("\(isolation) /v2 JSON", Flat.tensors(try json.json)))
      let binary = try ParityTests.binary(house, plugin, input, medium)
      seen.append(("\(isolation) /v2 binary", binary))
      let tool = TemporaryFolder()
      writeFile(
        tool.path + "/plugins.yaml",
        Array(
          """
          version: 1
          host:
            libraries: [\(BuildFolder.path)]
          music:
            catalogue: \(library)
          plugins:
            \(plugin):
              isolation: \(isolation)
              parameters: {\(settings.map { "\($0): \($1)" }.joined(separator: ", "))}

          """.utf8))
      let output = tool.path + "/out.json"
      let code = Program.run(
        BuildFolder.path + "/patchbay",
        [
          "run", plugin,
        ] + (isText ? ["--text", "text=@\(path)"] : [path]) + [
          "--manifest", tool.path + "/plugins.yaml", "--format", "json",
          "--output", output,
        ], output: tool.path + "/log")
      #expect(code == 0, "\(String(decoding: readFile(tool.path + "/log") ?? [], as: UTF8.self))")
      let printed = try JSONNode(parsing: try #require(readFile(output)))
      seen.append(("\(isolation) command line", Flat.results(printed)))
    }
    let first = try #require(seen.first)
    #expect(!first.results.isEmpty && first.results.values.contains { !$0.isEmpty })
    for other in seen.dropFirst() {
      #expect(other.results == first.results, "\(other.way) differs from \(first.way)")
    }
  }

  // MARK: Media, made here

  private static let recording: String = {
    let path = TemporaryFolder.shared.path + "/parity.mp4"
    let code = Program.run(
      BuildFolder.path + "/patchbay-media", ["sample", path, "--seconds", "60"],
      output: "/dev/null")
    precondition(code == 0, "patchbay-media sample failed")
    return path
  }()

  /// A catalogue of forty tracks, for the plugins that read one.
  private static let library: String = {
    let folder = TemporaryFolder.shared.path
    let rows = (0..<40).map { index in
      "Artist \(index % 9),Title \(index),19\(60 + index),rock,\(180 + index),"
        + "\(80 + index),0.\(10 + index * 2),0.\(95 - index * 2)\n"
    }
    let table = "artist,title,year,genre,duration,tempo,energy,valence\n" + rows.joined()
    writeFile(folder + "/parity.csv", Array(table.utf8))
    let path = folder + "/parity.db"
    let code = Program.run(
      BuildFolder.path + "/patchbay",
      ["library", "import", folder + "/parity.csv", "--catalogue", path], output: "/dev/null")
    precondition(code == 0, "patchbay library import failed")
    return path
  }()

  private static let text: String = {
    let path = TemporaryFolder.shared.path + "/parity.txt"
    writeFile(path, Array("A quiet song, of songs.".utf8))
    return path
  }()

  private static let sound: String = {
    let path = TemporaryFolder.shared.path + "/parity.wav"
    var state: UInt32 = 1
    let samples = (0..<5 * 16_000).map { index in
      state = state &* 1_664_525 &+ 1_013_904_223
      return Int16(truncatingIfNeeded: Int(state >> 17) - 16_384) / Int16(1 + index / 16_000)
    }
    writeFile(path, Samples.wav(samples))
    return path
  }()

  private static func binary(
    _ house: ServedHouse, _ plugin: String, _ input: String, _ medium: [UInt8]
  ) throws -> [String: [String]] {
    let tensor = Samples.word(UInt32(medium.count)) + medium
    let head = """
      {"parameters":{"binary_data_output":true},"inputs":[{"name":"\(input)","shape":[1],\
      "datatype":"BYTES","parameters":{"binary_data_size":\(tensor.count)}}]}
      """
    let answer = try house.post(
      "/v2/models/\(plugin)/infer", bytes: Array(head.utf8) + tensor,
      [("Inference-Header-Content-Length", "\(head.utf8.count)")])
    #expect(answer.status == 200, "\(answer.problem)")
    let length = try #require(answer.headers["inference-header-content-length"].flatMap { Int($0) })
    return Flat.binaryTensors(
      try JSONNode(parsing: Array(answer.body[..<length])), Array(answer.body[length...]))
  }
}

private func base64(_ bytes: [UInt8]) -> String {
  let digits = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)
  var text: [UInt8] = []
  text.reserveCapacity(bytes.count * 4 / 3 + 4)
  for start in stride(from: 0, to: bytes.count, by: 3) {
    let part = bytes[start..<min(start + 3, bytes.count)]
    var word = 0
    for byte in part { word = word << 8 | Int(byte) }
    word <<= 8 * (3 - part.count)
    for place in 0..<4 {
      text.append(place <= part.count ? digits[word >> (18 - 6 * place) & 63] : 0x3D)
    }
  }
  return String(decoding: text, as: UTF8.self)
}
