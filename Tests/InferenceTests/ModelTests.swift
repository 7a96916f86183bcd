import Inference
import TestSupport
import Testing

@Suite("A model", .enabled(if: Models.canRun, "\(Models.why)"))
struct ModelTests {
  @Test("says what it takes and gives")
  func ports() throws {
    let affine = try Models.open("affine")
    #expect(affine.name == "affine.onnx")
    #expect(affine.inputs.map(\.name) == ["x"])
    #expect(affine.inputs[0].type == .float32)
    #expect(affine.inputs[0].shape == [nil, 3])
    #expect(affine.inputs[0].dimensionNames == ["rows", ""])
    #expect(affine.inputs[0].shapeText == "[rows, 3]")
    let pair = try Models.open("pair")
    #expect(pair.inputs.map(\.name) == ["ids", "scale"])
    #expect(pair.inputs.map(\.type) == [.int64, .float32])
    #expect(pair.inputs.map(\.shape) == [[nil, nil], []])
    #expect(pair.outputs.map(\.name) == ["scaled", "size"])
  }

  @Test("says what its maker wrote into it")
  func metadata() throws {
    let metadata = try Models.open("affine").metadata
    #expect(metadata.producer == "patchbay")
    #expect(metadata.graph == "affine")
    #expect(metadata.domain == "test")
    #expect(metadata.description == "Twice x and one.")
    #expect(metadata.version == 7)
    #expect(metadata.custom == ["labels": "a,b,c", "rate": "22050"])
    #expect(try Models.open("four").metadata.custom == [:])
  }

  @Test("names the version of what runs it")
  func version() throws {
    #expect(try Models.open("affine").runtimeVersion.hasPrefix("1."))
  }

  @Test("runs by the names of its inputs and outputs")
  func named() throws {
    let pair = try Models.open("pair")
    let ids = try Tensor([3, 0, 1] as [Int64], shape: [1, 3])
    let scale = try Tensor([10] as [Float], shape: [])
    let results = try pair.run(["ids": ids, "scale": scale])
    #expect(results.keys.sorted() == ["scaled", "size"])
    #expect(results["scaled"]?.shape == [1, 3, 2])
    #expect(try results["scaled"]?.values(as: Float.self) == [60, 70, 0, 10, 20, 30])
    #expect(try results["size"]?.values(as: Int64.self) == [1, 3])
    let wanted = try pair.run(["ids": ids, "scale": scale], outputs: ["size", "size"])
    #expect(Array(wanted.keys) == ["size"])
  }

  @Test("runs from bytes as it does from a file")
  func bytes() throws {
    let bytes = try #require(readFile(Models.path("affine")))
    let model = try Model(bytes: bytes, name: "made here")
    #expect(model.name == "made here")
    let result = try model.run(Tensor([1, 2, 3] as [Float], shape: [1, 3]))
    #expect(try result.values() == [3, 5, 7] as [Float])
  }

  @Test("takes any size where its shape says so, none too", arguments: [0, 1, 2, 1000])
  func dynamic(rows: Int) throws {
    let values = (0..<rows * 3).map { Float($0) }
    let result = try Models.open("affine").run(Tensor(values, shape: [rows, 3]))
    #expect(result.shape == [rows, 3])
    #expect(try result.values() == values.map { 2 * $0 + 1 })
  }

  @Test("leaves out outputs that are no tensors")
  func sequences() throws {
    let model = try Models.open("sequence-out")
    #expect(model.outputs.map(\.name) == ["y"])
    #expect(try model.run(Tensor([5] as [Float])).values() == [5] as [Float])
  }

  @Test("runs with several threads, and from many threads at the same time")
  func threads() async throws {
    let model = try Models.open("affine", threads: 3)
    let right = try await withThrowingTaskGroup(of: Bool.self) { group in
      for start in 0..<8 {
        group.addTask {
          try (0..<200).allSatisfy { round in
            let value = Float(start * 1000 + round)
            let result = try model.run(Tensor([value, value, value], shape: [1, 3]))
            return try result.values() == [Float](repeating: 2 * value + 1, count: 3)
          }
        }
      }
      return try await group.reduce(true) { $0 && $1 }
    }
    #expect(right)
  }

  @Test("stops when its run is cancelled, at once if it was cancelled before")
  func cancelling() async throws {
    let model = try Models.open("count")
    let stop = Cancellation()
    let endless = try Tensor([Int64.max], shape: [])
    let run = Task { sentence { _ = try model.run(["x": endless], until: stop) } }
    try await Task.sleep(for: .milliseconds(50))
    stop.cancel()
    #expect(await run.value == "the run of 'count.onnx' was cancelled")
    #expect(stop.isCancelled)
    #expect(
      sentence { _ = try model.run(["x": endless], until: stop) }
        == "the run of 'count.onnx' was cancelled")
    let three = try Tensor([3 as Int64], shape: [])
    #expect(try model.run(["x": three], until: Cancellation())["y"]?.values() == [3 as Int64])
  }
}
