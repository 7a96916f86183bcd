import JSON
import TestSupport
import Testing

@Suite("Tensors: rules")
struct TensorRuleTests {
  private let house: ServedHouse
  private let path = "/v2/models/echo/infer"

  init() throws { house = try ServedHouse(["echo"]) }

  private func text(_ data: String, _ more: String = "") -> String {
    #"{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":["\#(data)"]}]\#(more)}"#
  }

  @Test("an output that is asked for twice is refused")
  func twice() throws {
    #expect(
      try house.post(path, text("a", #","outputs":[{"name":"text"},{"name":"text"}]"#)).problem
        == "400 bad-request: output 'text' is asked for twice")
  }

  @Test("an answer that would be longer than the plugin's results may be is refused")
  func longAnswer() throws {
    let house = try ServedHouse(plugin: { $0.resultBytes = 2000 })
    let samples = [String](repeating: "0.12345679", count: 400).joined(separator: ",")
    func body(_ output: String) -> String {
      #"{"inputs":[{"name":"audio","shape":[1,400],"datatype":"FP32","parameters":{"rate":8000},"#
        + "\"data\":[\(samples)]}],\"outputs\":[{\"name\":\"echo\"\(output)}]}"
    }
    #expect(
      try house.post(path, body("")).problem
        == "413 too-large: the answer would be longer than 2000 bytes; ask for fewer outputs, or for "
        + "binary data, or send less")
    #expect(
      try house.post(path, body(#","parameters":{"binary_data":true}"#)).status == 200)
  }

  @Test("null is NaN in a tensor of floats, and NaN is null in the answer")
  func missing() throws {
    let body = """
      {"inputs":[{"name":"audio","shape":[1,3],"datatype":"FP32","parameters":{"rate":8000},
      "data":[1,null,2]}],"outputs":[{"name":"echo"}]}
      """
    #expect(try house.post(path, body).json["outputs"]?[0]?["data"] == [1, nil, 2])
    #expect(
      try house.post(path, body.replacing("null", with: "NaN")).problem
        == "400 bad-request: the body is not valid JSON: expected a value, found NaN; JSON has no such "
        + "number, and a tensor has null in its place at byte 97 (line 2, column 11)")
  }

  @Test("a text with a NUL is refused at every entrance")
  func nul() throws {
    let sentence = "has a NUL character (U+0000), which no text may have; take it out"
    #expect(
      try house.post(path, text(#"a\u0000b"#)).problem
        == "400 bad-request: element 0 of tensor 'text' \(sentence)")
    let json = """
      {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES",\
      "parameters":{"binary_data_size":7}}]}
      """
    #expect(
      try house.post(
        path, bytes: Array(json.utf8) + [3, 0, 0, 0, 97, 0, 98],
        [("Inference-Header-Content-Length", "\(json.utf8.count)")]
      ).problem == "400 bad-request: element 0 of tensor 'text' \(sentence)")
    #expect(
      try house.post("/v1/run/echo", bytes: [97, 0, 98], [("Content-Type", "text/plain")]).problem
        == "400 bad-request: the body \(sentence)")
    let (type, body) = Samples.multipart([("text", [97, 0, 98])])
    #expect(
      try house.post("/v1/run/echo", bytes: body, [("Content-Type", type)]).problem
        == "400 bad-request: the part 'text' \(sentence)")
  }

  @Test("memory that a client shares with its own machine is refused")
  func sharedMemory() throws {
    let sentence =
      "400 bad-request: tensor 'text' is to be in the shared memory 'mine', which this host does not "
      + "have; send it with the request, and take it from the answer"
    #expect(
      try house.post(
        path,
        """
        {"inputs":[{"name":"text","shape":[1],"datatype":"BYTES",
        "parameters":{"shared_memory_region":"mine","shared_memory_byte_size":9}}]}
        """
      ).problem == sentence)
    #expect(
      try house.post(
        path,
        text("a", #","outputs":[{"name":"text","parameters":{"shared_memory_region":"mine"}}]"#)
      ).problem == sentence)
    for path in ["systemsharedmemory/status", "cudasharedmemory/region/mine/register"] {
      #expect(
        try house.post("/v2/\(path)", "{}").problem
          == "501 not-implemented: this host shares no memory with its clients; send tensors with "
          + "the request")
    }
  }
}
