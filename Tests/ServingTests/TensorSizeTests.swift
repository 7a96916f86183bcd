import JSON
import Testing

@Suite("Tensors that are not what they promise")
struct TensorSizeTests {
  private let house: ServedHouse
  private let path = "/v2/models/echo/infer"

  init() throws { house = try ServedHouse() }

  private static let types = [
    "BOOL", "UINT8", "UINT16", "UINT32", "UINT64", "INT8", "INT16", "INT32", "INT64", "FP16",
    "BF16", "FP32", "FP64", "BYTES",
  ]

  @Test("no memory is taken by a shape alone", arguments: types)
  func shapes(type: String) throws {
    for (shape, data) in [
      ("1,9000000000", "[1]"), ("2,32768,32768,1", "[1]"), ("9000000000", "[[1],[]]"),
      ("1099511627776,8388607", "[1]"), ("2", "[\"a\"]"),
    ] {
      #expect(
        try post("audio", type, shape, data).problem
          == "400 bad-request: tensor 'audio' is \(type)[\(shape)], but its data has 1 element")
    }
    #expect(
      try post("audio", type, "9000000000,0", "[1]").problem
        == "400 bad-request: tensor 'audio' is \(type)[9000000000,0], but its data has 1 element")
    #expect(
      try post("audio", type, "1,9000000000", size: 4, bytes: [0, 0, 0, 0]).problem
        == (["UINT64", "INT64", "FP64"].contains(type)
          ? "400 bad-request: tensor 'audio' is \(type)[1,9000000000], 8 bytes each, but has 4 bytes "
            + "of data"
          : "400 bad-request: tensor 'audio' is \(type)[1,9000000000], but its data has "
            + "\(Self.elements(type)) element\(Self.elements(type) == 1 ? "" : "s")"))
  }

  /// In four bytes.
  private static func elements(_ type: String) -> Int {
    switch type {
    case "BOOL", "UINT8", "INT8": 4
    case "UINT16", "INT16", "FP16", "BF16": 2
    default: 1
    }
  }

  @Test(
    "a shape that is none is named",
    arguments: [
      ("-1", "-1"), ("1.5", "1.5"), ("\"n\"", "'\"n\"'"), ("null", "'null'"),
      ("4611686018427387904,4", "4"), ("1e300", "1e+300"),
    ])
  func badShapes(shape: String, shown: String) throws {
    #expect(
      try post("audio", "FP32", shape, "[1]").problem
        == "400 bad-request: tensor 'audio' has the dimension \(shown) in its shape; it must be a "
        + "whole number, and not too large")
  }

  @Test("a shape has no more dimensions than anybody needs")
  func manyDimensions() throws {
    let shape = [String](repeating: "1", count: 17).joined(separator: ",")
    #expect(
      try post("audio", "FP32", shape, "[1]").problem
        == "400 bad-request: tensor 'audio' has more than 16 dimensions in its shape")
  }

  @Test("texts and pictures are counted before they are taken")
  func manyParts() throws {
    let texts = [UInt8](repeating: 0, count: 4 * 65_537)
    #expect(
      try post("text", "BYTES", "65537", size: texts.count, bytes: texts).problem
        == "413 too-large: tensor 'text' is BYTES[65537]; at most 65536 texts or pictures are taken "
        + "in one request")
    #expect(
      try post(
        "frame", "UINT8", "65537,1,1,1", size: 65_537, bytes: [UInt8](repeating: 0, count: 65_537)
      ).problem
        == "413 too-large: tensor 'frame' is UINT8[65537,1,1,1]; at most 65536 texts or pictures are "
        + "taken in one request")
    #expect(
      try post("frame", "BYTES", "1", "[\"\"]").problem
        == "400 bad-request: element 0 of tensor 'frame' is empty")
  }

  @Test("sizes of binary data that lie are named")
  func lies() throws {
    for (size, sentence) in [
      ("-4", "tensor 'audio': binary_data_size is -4; it must be a number of bytes"),
      ("\"4\"", "tensor 'audio': binary_data_size is '\"4\"'; it must be a number of bytes"),
      ("1e300", "tensor 'audio': binary_data_size is 1e+300; it must be a number of bytes"),
      (
        "9007199254740993",
        "tensor 'audio' announces 9007199254740993 bytes of binary data, but only 4 follow"
      ),
    ] {
      #expect(
        try post("audio", "FP32", "1,1", size: size, bytes: [0, 0, 0, 0]).problem
          == "400 bad-request: \(sentence)")
    }
    let block: [UInt8] = [255, 255, 255, 255, 97]
    #expect(
      try post("text", "BYTES", "1", size: 5, bytes: block).problem
        == "400 bad-request: tensor 'text': element 0 goes beyond the tensor's binary data; each "
        + "element is its length (4 bytes, little-endian) and its bytes")
  }

  @Test("a request has no more parts than anybody needs")
  func manyTensors() throws {
    let input = #"{"name":"text","shape":[1],"datatype":"BYTES","data":["a"]}"#
    let inputs = [String](repeating: input, count: 1025).joined(separator: ",")
    #expect(
      try house.post(path, "{\"inputs\":[\(inputs)]}").problem
        == "400 bad-request: there are 1025 inputs; at most 1024 are taken")
    let outputs = [String](repeating: "{}", count: 1025).joined(separator: ",")
    #expect(
      try house.post(path, "{\"inputs\":[\(input)],\"outputs\":[\(outputs)]}").problem
        == "400 bad-request: there are 1025 outputs; at most 1024 are taken")
    let parameters = (0..<1025).map { "\"p\($0)\":1" }.joined(separator: ",")
    #expect(
      try house.post(path, "{\"inputs\":[\(input)],\"parameters\":{\(parameters)}}").problem
        == "400 bad-request: there are 1025 parameters; at most 1024 are taken")
    #expect(
      try house.post(path, "{\"inputs\":[\(input),\(input)]}").problem
        == "400 bad-request: tensor 'text' is given twice")
    let long = String(repeating: "x", count: 2000)
    #expect(
      try house.post(path, "{\"id\":\"\(long)\",\"inputs\":[\(input)]}").problem
        == "400 bad-request: id is '\"\(long.prefix(39))...'; it must be a string of at most 1024 bytes"
    )
  }

  @Test("JSON that would take too much memory is refused before it is read")
  func muchJSON() throws {
    let numbers = String(repeating: "1,", count: 2 << 20) + "1"
    #expect(
      try house.post(path, "{\"inputs\":[\(numbers)]}").problem
        == "413 too-large: the body is JSON of more than the 2097152 values that are read; send "
        + "tensors as binary data")
    let long = String(repeating: " ", count: 16 << 20) + "{}"
    #expect(
      try house.post(path, long).problem
        == "413 too-large: the body is 16777218 bytes of JSON; at most 16777216 are read; send "
        + "tensors as binary data")
  }

  private func post(
    _ name: String, _ type: String, _ shape: String, _ data: String
  ) throws -> HTTPAnswer {
    try house.post(
      path,
      "{\"inputs\":[{\"name\":\"\(name)\",\"shape\":[\(shape)],\"datatype\":\"\(type)\","
        + "\"data\":\(data)}]}")
  }

  private func post(
    _ name: String, _ type: String, _ shape: String, size: some CustomStringConvertible,
    bytes: [UInt8]
  ) throws -> HTTPAnswer {
    let json =
      "{\"inputs\":[{\"name\":\"\(name)\",\"shape\":[\(shape)],\"datatype\":\"\(type)\","
      + "\"parameters\":{\"binary_data_size\":\(size),\"rate\":8000}}]}"
    return try house.post(
      path, bytes: Array(json.utf8) + bytes,
      [("Inference-Header-Content-Length", "\(json.utf8.count)")])
  }
}
