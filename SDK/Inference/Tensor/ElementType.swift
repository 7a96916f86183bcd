/// The type of a tensor's values. The raw values are the library's.
public enum ElementType: Int32, Sendable, CaseIterable, CustomStringConvertible {
  case float32 = 1
  case uint8 = 2
  case int8 = 3
  case uint16 = 4
  case int16 = 5
  case int32 = 6
  case int64 = 7
  case string = 8
  case bool = 9
  case float16 = 10
  case float64 = 11
  case uint32 = 12
  case uint64 = 13

  public var description: String { "\(element)" }

  /// The Swift type of a value.
  public var element: any TensorElement.Type {
    switch self {
    case .float32: Float.self
    case .uint8: UInt8.self
    case .int8: Int8.self
    case .uint16: UInt16.self
    case .int16: Int16.self
    case .int32: Int32.self
    case .int64: Int64.self
    case .string: String.self
    case .bool: Bool.self
    case .float16: Float16.self
    case .float64: Double.self
    case .uint32: UInt32.self
    case .uint64: UInt64.self
    }
  }
}
