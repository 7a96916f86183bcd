import CJSON

/// A type of which arrays are read from JSON and written to it in one call.
package protocol JSONElement: BitwiseCopyable {
  /// The wrapper's code for the type.
  static var jsonType: Int32 { get }
  /// What a value must be, as in "element 3 is 1.5; it must be ...".
  static var jsonRule: String { get }
}

extension Float: JSONElement {
  package static var jsonType: Int32 { CJSON_FLOAT }
  package static var jsonRule: String {
    "a number within the range of 32-bit floats, or null for NaN"
  }
}

extension Double: JSONElement {
  package static var jsonType: Int32 { CJSON_DOUBLE }
  package static var jsonRule: String { "a number, or null for NaN" }
}

extension Bool: JSONElement {
  package static var jsonType: Int32 { CJSON_BOOL }
  package static var jsonRule: String { "true or false" }
}

extension JSONElement where Self: FixedWidthInteger {
  package static var jsonRule: String { "a whole number from \(Self.min) to \(Self.max)" }
}

extension Int8: JSONElement { package static var jsonType: Int32 { CJSON_INT8 } }
extension Int16: JSONElement { package static var jsonType: Int32 { CJSON_INT16 } }
extension Int32: JSONElement { package static var jsonType: Int32 { CJSON_INT32 } }
extension Int64: JSONElement { package static var jsonType: Int32 { CJSON_INT64 } }
extension Int: JSONElement { package static var jsonType: Int32 { CJSON_INT64 } }
extension UInt8: JSONElement { package static var jsonType: Int32 { CJSON_UINT8 } }
extension UInt16: JSONElement { package static var jsonType: Int32 { CJSON_UINT16 } }
extension UInt32: JSONElement { package static var jsonType: Int32 { CJSON_UINT32 } }
extension UInt64: JSONElement { package static var jsonType: Int32 { CJSON_UINT64 } }
