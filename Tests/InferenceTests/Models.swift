import Inference
import TestSupport

/// The small models of these tests, which `Models/make.py` writes.
enum Models {
  static func path(_ name: String) -> String {
    "\(Checkout.path)/Tests/InferenceTests/Models/\(name).onnx"
  }

  static func open(_ name: String, threads: Int = 1) throws -> Model {
    try Model(path: path(name), threads: threads)
  }

  /// What the model "types" takes: a row of two values of each type.
  static func everyType() throws -> [String: Tensor] {
    let rows: [String: Tensor] = [
      "float32": Tensor([1.5, -.infinity] as [Float]),
      "float64": Tensor([1e300, .ulpOfOne] as [Double]),
      "float16": Tensor([0.5, -65504] as [Float16]),
      "int8": Tensor([-128, 127] as [Int8]), "int16": Tensor([.min, .max] as [Int16]),
      "int32": Tensor([.min, .max] as [Int32]), "int64": Tensor([.min, .max] as [Int64]),
      "uint8": Tensor([0, 255] as [UInt8]), "uint16": Tensor([0, .max] as [UInt16]),
      "uint32": Tensor([0, .max] as [UInt32]), "uint64": Tensor([0, .max] as [UInt64]),
      "bool": Tensor([true, false]), "string": Tensor(["", "наизусть"]),
    ]
    return try rows.mapValues { try Tensor(stacking: [$0]) }
  }

  /// ONNX Runtime is installed; what needs it is skipped where it is not.
  static let canRun = (try? open("affine")) != nil
  static let why = "ONNX Runtime is not installed: scripts/runtime"
}

/// The sentence of the error that `body` throws.
func sentence(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}
