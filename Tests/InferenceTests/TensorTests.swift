import Inference
import Testing

@Suite("A tensor")
struct TensorTests {
  @Test("holds as many values as its shape says")
  func shape() throws {
    let tensor = try Tensor([1, 2, 3, 4, 5, 6] as [Float], shape: [2, 3])
    #expect(tensor.type == .float32)
    #expect(tensor.count == 6)
    #expect(try Tensor([] as [Float], shape: [0, 3]).count == 0)
    #expect(try Tensor([true], shape: []).shape == [])
    #expect(
      sentence { _ = try Tensor([1, 2, 3] as [Float], shape: [2, 2]) }
        == "a tensor of the shape [2, 2] holds 4 values, not 3")
    #expect(
      sentence { _ = try Tensor([1] as [Float], shape: [-1]) } == "no tensor has the shape [-1]")
    #expect(
      sentence { _ = try Tensor([1] as [Float], shape: [1 << 40, 1 << 40]) }
        == "no tensor has the shape [1099511627776, 1099511627776]")
  }

  @Test("gives its values as what they are")
  func type() throws {
    let tensor = Tensor([1, 2] as [Int64])
    #expect(try tensor.values(as: Int64.self) == [1, 2])
    #expect(
      sentence { _ = try tensor.values(as: Float.self) }
        == "the tensor holds Int64 values, not Float")
  }

  @Test("is laid on others to a batch, and taken apart again")
  func batch() throws {
    let samples = try (0..<3).map { try Tensor([Float($0), Float($0) + 0.5], shape: [2]) }
    let batch = try Tensor(stacking: samples)
    #expect(batch.shape == [3, 2])
    #expect(try batch.values() == [0, 0.5, 1, 1.5, 2, 2.5] as [Float])
    #expect(
      try batch.rows.map { try $0.values(as: Float.self) } == [[0, 0.5], [1, 1.5], [2, 2.5]])
    #expect(batch.rows.map(\.shape) == [[2], [2], [2]])
    #expect(try Tensor([7 as Int8], shape: []).rows.isEmpty)
    #expect(try Tensor([] as [Int8], shape: [2, 0]).rows.map(\.shape) == [[0], [0]])
  }

  @Test("goes into a batch of its own kind only")
  func unequal() throws {
    #expect(sentence { _ = try Tensor(stacking: []) } == "a batch has at least one tensor")
    let one = Tensor([1] as [Float])
    #expect(
      sentence { _ = try Tensor(stacking: [one, Tensor([1, 2] as [Float])]) }
        == "a batch is of one kind: Float [1] and Float [2] are two")
    #expect(
      sentence { _ = try Tensor(stacking: [one, Tensor(["1"])]) }
        == "a batch is of one kind: Float [1] and String [1] are two")
  }

  @Test(
    "of every type goes through a model unchanged", .enabled(if: Models.canRun, "\(Models.why)"))
  func types() throws {
    let inputs = try Models.everyType()
    #expect(inputs.count == ElementType.allCases.count)
    let results = try Models.open("types").run(inputs)
    for (name, tensor) in inputs {
      let result = try #require(results["\(name) out"])
      #expect(result.type == tensor.type)
      #expect(result.shape == [1, 2])
      #expect(try same(result, tensor, tensor.type.element), "\(name)")
    }
  }

  private func same<Element: TensorElement>(
    _ a: Tensor, _ b: Tensor, _ element: Element.Type
  ) throws -> Bool {
    try a.values(as: element) == b.values(as: element)
  }
}
