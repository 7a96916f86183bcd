import JSON

/// An element type of the Open Inference Protocol.
enum DataType: String, CaseIterable, Sendable {
  case bool = "BOOL"
  case uint8 = "UINT8"
  case uint16 = "UINT16"
  case uint32 = "UINT32"
  case uint64 = "UINT64"
  case int8 = "INT8"
  case int16 = "INT16"
  case int32 = "INT32"
  case int64 = "INT64"
  case fp16 = "FP16"
  case bf16 = "BF16"
  case fp32 = "FP32"
  case fp64 = "FP64"
  /// Each element with its own length.
  case bytes = "BYTES"

  /// Bytes of an element; nil where each has its own length.
  var size: Int? {
    switch self {
    case .bool, .uint8, .int8: 1
    case .uint16, .int16, .fp16, .bf16: 2
    case .uint32, .int32, .fp32: 4
    case .uint64, .int64, .fp64: 8
    case .bytes: nil
    }
  }

  /// The usual ones without making a `String`.
  init?(_ name: JSONValue) {
    if name.isString("FP32") {
      self = .fp32
    } else if name.isString("BYTES") {
      self = .bytes
    } else if name.isString("UINT8") {
      self = .uint8
    } else if let known = name.string.flatMap(DataType.init(rawValue:)) {
      self = known
    } else {
      return nil
    }
  }
}
