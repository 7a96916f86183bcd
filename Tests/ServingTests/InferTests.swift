import JSON
import Serving
import Testing

@Suite("Inference with JSON")
struct InferTests {
  private let house: ServedHouse
  private let path = "/v2/models/echo/infer"

  init() throws { house = try ServedHouse() }

  @Test("sixteen floats come back as they went, with the request's id")
  func floats() throws {
    let data = "0.5,1.25,-3.5,4,5,6,7,8,9.75,10,11,12,13,14,15,16.125"
    let answer = try house.post(
      path,
      """
      {"id":"a \\"1\\"","inputs":[{"name":"audio","shape":[1,16],"datatype":"FP32",
      "parameters":{"rate":16000},"data":[\(data)]}],"outputs":[{"name":"echo"}]}
      """)
    #expect(
      answer.text == """
        {"model_name":"echo","model_version":"1.0.0","id":"a \\"1\\"","outputs":[{"name":"echo",\
        "datatype":"FP32","shape":[1,16],"data":[\(data)]}]}
        """)
    #expect(answer.status == 200)
    #expect(answer.headers["content-type"] == "application/json")
  }

  @Test("without a wish for outputs all of them come")
  func allOutputs() throws {
    let answer = try house.post(path, textRequest(#"["a","ü\n"]"#, shape: 2))
    let names = try answer.json["outputs"]?.elements?.compactMap { $0["name"]?.string }
    #expect(
      names == [
        "echo", "echo.time", "size", "size.time", "text", "text.time", "text.score", "text.box",
      ])
    let text = try answer.json["outputs"]?[4]
    #expect(text?["data"] == ["a", "ü\n"])
    #expect(try answer.json["outputs"]?[6]?["data"] == [nil, nil])
  }

  @Test("raw pixels of one frame reach the plugin as they are")
  func pixels() throws {
    let answer = try house.post(
      path,
      """
      {"inputs":[{"name":"frame","shape":[1,2,3,3],"datatype":"UINT8",
      "data":[\((0..<18).map(String.init).joined(separator: ","))]},
      {"name":"frame.time","shape":[1],"datatype":"FP64","data":[2.5]}],
      "outputs":[{"name":"size"},{"name":"size.time"}]}
      """)
    #expect(try answer.json["outputs"]?[0]?["data"] == [3, 2, 153])
    #expect(try answer.json["outputs"]?[1]?["data"] == [2.5])
  }

  @Test("an encoded recording may be given in base64")
  func base64() throws {
    let wav = Samples.wav([0, 16384, -16384, 8192])
    let answer = try house.post(
      path,
      """
      {"inputs":[{"name":"audio","shape":[1],"datatype":"BYTES","data":["\(base64(wav))"]}],
      "outputs":[{"name":"echo"}]}
      """)
    #expect(try answer.json["outputs"]?[0]?["data"] == [0, 0.5, -0.5, 0.25])
  }

  @Test("an encoded picture is decoded and measured")
  func encodedPicture() throws {
    let picture = Samples.picture(width: 4, height: 2, [10, 20, 30])
    let answer = try house.post(
      path,
      """
      {"inputs":[{"name":"frame","shape":[1],"datatype":"BYTES","data":["\(base64(picture))"]}],
      "outputs":[{"name":"size"}]}
      """)
    #expect(try answer.json["outputs"]?[0]?["data"] == [4, 2, 480], "\(answer.text)")
  }

  @Test("the same connection takes one request after the other")
  func keepAlive() throws {
    let client = try house.client()
    for index in 0..<20 {
      let body = Array(textRequest("[\"\(index)\"]", shape: 1).utf8)
      let answer = try client.send("POST", path, [], body)
      #expect(try answer.json["outputs"]?[4]?["data"] == ["\(index)"])
    }
  }

  @Test(
    "a request that is not as it should be is told why",
    arguments: [
      ("{", "the body is not valid JSON: expected a key in quotes, found the end at byte 1"),
      ("[]", "the body is an array; it must be a JSON object"),
      ("{}", "the body has no array 'inputs'"),
      (#"{"inputs":[]}"#, "there are no inputs"),
      (
        #"{"inputs":[{"name":"audi","shape":[1],"datatype":"FP32","data":[1]}]}"#,
        "echo has no input 'audi'; did you mean 'audio'?"
      ),
      (
        #"{"inputs":[{"name":"audio","shape":[1,1],"datatype":"FP32","data":[1]}]}"#,
        "tensor 'audio' needs its sample rate: "
          + "add the parameter 'rate' to the tensor or the request, in Hz"
      ),
      (
        #"{"inputs":[{"name":"audio","shape":[1],"datatype":"FP32","data":[1]}]}"#,
        "tensor 'audio' is FP32[1]; "
          + "it must be BYTES[1], an encoded recording, or FP32[channels,samples]"
      ),
      (
        #"{"inputs":[{"name":"text","shape":[2],"datatype":"BYTES","data":["a"]}]}"#,
        "tensor 'text' is BYTES[2], but its data has 1 element"
      ),
      (
        #"{"inputs":[{"name":"text","shape":[1],"datatype":"BYTES","data":[7]}]}"#,
        "tensor 'text': element 0 is 7; expected a string"
      ),
      (
        #"{"inputs":[{"name":"text","shape":[1],"datatype":"TEXT","data":["a"]}]}"#,
        "tensor 'text' has the unknown datatype 'TEXT'; known are BOOL, UINT8, UINT16, UINT32, "
          + "UINT64, INT8, INT16, INT32, INT64, FP16, BF16, FP32, FP64, BYTES"
      ),
      (
        #"{"inputs":[{"name":"frame","shape":[2,1,1,1],"datatype":"UINT8","data":[1,2]}]}"#,
        "tensor 'frame' has 2 frames; give their times in seconds as 'frame.time' FP64[2]"
      ),
      (
        #"{"inputs":[],"outputs":[{"name":"tex"}]}"#,
        "echo has no output 'tex'; did you mean 'text'?"
      ),
      (
        #"{"inputs":[{"name":"text","shape":[-1],"datatype":"BYTES","data":["a"]}]}"#,
        "tensor 'text' has the dimension -1 in its shape; "
          + "it must be a whole number, and not too large"
      ),
    ])
  func badRequests(_ body: String, _ sentence: String) throws {
    #expect(try house.post(path, body).problem == "400 bad-request: \(sentence)")
  }

  @Test("parameters go to the plugin, and unknown ones are named")
  func parameters() throws {
    let body = #"{"parameters":{"loud":1},"# + textRequest(#"["a"]"#, shape: 1).dropFirst()
    #expect(
      try house.post(path, body).problem
        == "400 bad-parameter: echo has no parameter 'loud'; it has none")
  }

  @Test("a version that is not the plugin's is not found")
  func versions() throws {
    let body = textRequest(#"["a"]"#, shape: 1)
    #expect(try house.post("/v2/models/echo/versions/1.0.0/infer", body).status == 200)
    #expect(
      try house.post("/v2/models/echo/versions/3/infer", body).problem
        == "404 unknown-version: echo is version 1.0.0, not 3")
    #expect(
      try house.post("/v2/models/ecko/infer", body).problem
        == "404 unknown-plugin: no plugin named 'ecko'; did you mean 'echo'?")
  }

  private func textRequest(_ data: String, shape: Int) -> String {
    #"{"inputs":[{"name":"text","shape":[\#(shape)],"datatype":"BYTES","data":\#(data)}]}"#
  }

  private func base64(_ bytes: [UInt8]) -> String { Base64.encode(bytes) }
}
