import JSON
import Testing

@Suite("Inference with binary tensors")
struct BinaryTensorTests {
  private let house: ServedHouse

  init() throws { house = try ServedHouse(isolation: .inline) }

  private let samples: [Float] = [0.5, -1.25, 3.5, .leastNormalMagnitude]

  /// A request with `json` and `binary` behind it.
  private func post(
    _ json: String, _ binary: [UInt8], _ headers: [(String, String)] = []
  ) throws -> HTTPAnswer {
    let length = ("Inference-Header-Content-Length", "\(json.utf8.count)")
    return try house.post(
      "/v2/models/echo/infer", bytes: Array(json.utf8) + binary, [length] + headers)
  }

  private var binary: [UInt8] { samples.flatMap { Samples.word($0.bitPattern) } }

  private func request(size: Int, more: String = "", output: String = "") -> String {
    """
    {\(more)"inputs":[{"name":"audio","shape":[1,4],"datatype":"FP32",\
    "parameters":{"binary_data_size":\(size),"rate":8000}}],"outputs":[{"name":"echo"\(output)}]}
    """
  }

  @Test("binary in, JSON out")
  func jsonOut() throws {
    let answer = try post(request(size: 16), binary)
    #expect(answer.headers["inference-header-content-length"] == nil)
    #expect(
      try answer.json["outputs"]?[0]?["data"]
        == [0.5, -1.25, 3.5, .number(Double("\(Float.leastNormalMagnitude)")!)])
  }

  @Test(
    "binary out, where the request or the output asks for it",
    arguments: [
      (#""parameters":{"binary_data_output":true},"#, ""),
      ("", #","parameters":{"binary_data":true}"#),
    ])
  func binaryOut(_ more: String, _ output: String) throws {
    let answer = try post(request(size: 16, more: more, output: output), binary)
    let length = try #require(answer.headers["inference-header-content-length"].flatMap { Int($0) })
    let head = try JSONNode(parsing: Array(answer.body[..<length]))
    #expect(head["outputs"]?[0]?["parameters"]?["binary_data_size"] == 16)
    #expect(head["outputs"]?[0]?["shape"] == [1, 4])
    #expect(Array(answer.body[length...]) == binary)
    #expect(answer.headers["content-type"] == "application/octet-stream")
  }

  @Test("texts have their lengths before them, both ways")
  func texts() throws {
    let elements = ["héllo", "", "x"].flatMap { text in
      Samples.word(UInt32(text.utf8.count)) + Array(text.utf8)
    }
    let answer = try post(
      """
      {"parameters":{"binary_data_output":true},"inputs":[{"name":"text","shape":[3],\
      "datatype":"BYTES","parameters":{"binary_data_size":\(elements.count)}}],\
      "outputs":[{"name":"text"}]}
      """, elements)
    let length = try #require(answer.headers["inference-header-content-length"].flatMap { Int($0) })
    #expect(Array(answer.body[length...]) == elements)
  }

  @Test("a picture and its time, as they are")
  func picture() throws {
    let picture = Samples.picture(width: 3, height: 2, [1, 2, 3])
    let frame = Samples.word(UInt32(picture.count)) + picture
    let time = withUnsafeBytes(of: 7.5.bitPattern.littleEndian) { Array($0) }
    let answer = try post(
      """
      {"inputs":[{"name":"frame","shape":[1],"datatype":"BYTES",\
      "parameters":{"binary_data_size":\(frame.count)}},{"name":"frame.time","shape":[1],\
      "datatype":"FP64","parameters":{"binary_data_size":8}}],\
      "outputs":[{"name":"size"},{"name":"size.time"}]}
      """, frame + time)
    #expect(try answer.json["outputs"]?[0]?["data"] == [3, 2, 36], "\(answer.text)")
    #expect(try answer.json["outputs"]?[1]?["data"] == [7.5])
  }

  @Test("sizes that do not fit are named")
  func wrongSizes() throws {
    #expect(
      try post(request(size: 20), binary).problem
        == "400 bad-request: tensor 'audio' announces 20 bytes of binary data, but only 16 follow")
    #expect(
      try post(request(size: 8), binary).problem
        == "400 bad-request: tensor 'audio' is FP32[1,4], but its data has 2 elements")
    #expect(
      try post(request(size: 16), binary + [1, 2]).problem
        == "400 bad-request: 2 bytes of binary data belong to no tensor")
    #expect(
      try post(request(size: 8), Array(binary[..<8])).problem
        == "400 bad-request: tensor 'audio' is FP32[1,4], but its data has 2 elements")
    let answer = try house.post(
      "/v2/models/echo/infer", "{}", [("Inference-Header-Content-Length", "99")])
    #expect(
      answer.problem
        == "400 bad-request: Inference-Header-Content-Length is 99, but the body has 2 bytes")
  }

  @Test("a body beyond what is kept in memory is taken all the same")
  func spooled() throws {
    let house = try ServedHouse(isolation: .inline, host: { $0.bodyMemory = 4096 })
    let count = 100_000
    let json = """
      {"parameters":{"binary_data_output":true,"rate":16000},"inputs":[{"name":"audio",\
      "shape":[1,\(count)],"datatype":"FP32","parameters":{"binary_data_size":\(count * 4)}}],\
      "outputs":[{"name":"echo"}]}
      """
    let data = (0..<count).flatMap { Samples.word(Float($0).bitPattern) }
    let answer = try house.post(
      "/v2/models/echo/infer", bytes: Array(json.utf8) + data,
      [("Inference-Header-Content-Length", "\(json.utf8.count)")])
    #expect(answer.status == 200)
    #expect(Array(answer.body.suffix(data.count)) == data)
  }
}
