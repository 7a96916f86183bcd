import Inference
import TestSupport
import Testing

@Suite("A mistake with a model", .enabled(if: Models.canRun, "\(Models.why)"))
struct MistakeTests {
  private let folder = TemporaryFolder()
  private let version: String

  init() throws { version = try Models.open("affine").runtimeVersion }

  private func complaint(_ name: String, _ inputs: [String: Tensor]) throws -> String? {
    let model = try Models.open(name)
    return sentence { _ = try model.run(inputs) }
  }

  @Test("a file that is not there")
  func missing() {
    #expect(
      sentence { _ = try Model(path: "\(folder.path)/absent.onnx") }
        == "there is no model 'absent.onnx' where it was looked for; put it there, "
        + "or correct the path")
  }

  @Test("a damaged file, an empty one, a folder", arguments: ["cut", "noise", "empty", "folder"])
  func damaged(how: String) throws {
    let path = "\(folder.path)/model.onnx"
    let whole = try #require(readFile(Models.path("pair")))
    switch how {
    case "cut": writeFile(path, Array(whole.dropLast(whole.count / 3)))
    case "noise": writeFile(path, (0..<5000).map { UInt8(truncatingIfNeeded: $0 &* 197 &+ 31) })
    case "empty": writeFile(path, [])
    default: #expect(Program.run("/bin/mkdir", [path], output: "/dev/null") == 0)
    }
    let said = try #require(sentence { _ = try Model(path: path) })
    #expect(said.hasPrefix("ONNX Runtime \(version) cannot use 'model.onnx': "), "\(said)")
    #expect(!said.contains("\n") && !said.contains(folder.path), "\(said)")
    if how == "folder" { return }
    let bytes = try #require(readFile(path))
    #expect(throws: InferenceError.self) { try Model(bytes: bytes, name: "bytes") }
  }

  @Test("an input that is no tensor")
  func sequence() {
    #expect(
      sentence { _ = try Models.open("sequence-in") }
        == "ONNX Runtime \(version) cannot use 'sequence-in.onnx': its input 'items' is no tensor, "
        + "or one of a type that is not supported")
  }

  @Test("the name of an input or an output")
  func names() throws {
    let row = try Tensor([1, 2, 3] as [Float], shape: [1, 3])
    #expect(
      try complaint("affine", ["X": row])
        == "the model 'affine.onnx' has no input 'X'; it takes 'x'")
    #expect(
      try complaint("types", ["float": row])
        == "the model 'types.onnx' has no input 'float'; it takes 'float32', 'float64', 'float16', "
        + "'int8', 'int16', 'int32', 'int64', 'uint8' and 5 others")
    #expect(
      try complaint("pair", ["scale": Tensor([1] as [Float], shape: [])])
        == "the model 'pair.onnx' also needs the input 'ids' (Int64)")
    let model = try Models.open("affine")
    #expect(
      sentence { _ = try model.run(["x": row], outputs: ["z"]) }
        == "the model 'affine.onnx' has no output 'z'; it gives 'y'")
    #expect(
      sentence { _ = try Models.open("pair").run(row) }
        == "the model 'pair.onnx' has 2 inputs and 2 outputs; give them by name")
  }

  @Test("the type or the shape of an input")
  func kinds() throws {
    #expect(
      try complaint("affine", ["x": Tensor([1, 2, 3] as [Double], shape: [1, 3])])
        == "the input 'x' of 'affine.onnx' takes Float values, not Double")
    for shape in [[6], [3, 2], [1, 2, 3]] {
      #expect(
        try complaint("affine", ["x": Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: shape)])
          == "the input 'x' of 'affine.onnx' has the shape [rows, 3], which \(shape) does not fit")
    }
    var inputs = try Models.everyType()
    inputs["string"] = try Tensor(["a\0b"], shape: [1, 1])
    #expect(
      try complaint("types", inputs)
        == "the input 'string' of 'types.onnx' takes no text with a zero byte")
  }

  @Test("what only shows while the model runs")
  func failure() throws {
    let said = try #require(try complaint("four", ["x": Tensor([1, 2, 3] as [Float])]))
    #expect(said.hasPrefix("the model 'four.onnx' failed: "), "\(said)")
    #expect(said.contains("Reshape") && !said.contains("\n"), "\(said)")
    #expect(try Models.open("four").run(Tensor([1, 2, 3, 4] as [Float])).shape == [2, 2])
  }
}
