import CJSON
import Glibc

extension JSONValue {
  /// The text of a string; nil of anything else.
  package var string: String? {
    unsafe withUnsafeString { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
  }

  /// Lends the UTF-8 bytes of a string, without quotes and escapes; nil of anything else.
  package func withString<Result>(_ body: (Span<UInt8>) -> Result) -> Result? {
    unsafe withUnsafeString { bytes in body(unsafe bytes.span) }
  }

  func withUnsafeString<Result>(_ body: (UnsafeBufferPointer<UInt8>) -> Result) -> Result? {
    guard mark == UInt8(ascii: "\"") else { return nil }
    var length = 0
    let bytes = unsafe cjson_string(tape, strings, index, &length)
    return unsafe body(UnsafeBufferPointer(start: bytes, count: length))
  }

  /// Whether this is the string `text`; cheaper than making a `String`.
  package func isString(_ text: StaticString) -> Bool {
    unsafe withUnsafeString { bytes in
      let count = text.utf8CodeUnitCount
      return unsafe count == bytes.count
        && (count == 0 || memcmp(bytes.baseAddress!, text.utf8Start, count) == 0)
    } ?? false
  }

  /// A string as it is, a number in its shortest form, "true" or "false"; nil of anything else.
  package var scalarText: String? {
    switch kind {
    case .string: return string
    case .bool: return bool == true ? "true" : "false"
    case .number:
      var writer = JSONWriter(capacity: 32)
      writer.value(self)
      return writer.text
    case .object, .array, .null: return nil
    }
  }

  /// The key that made a document be refused.
  static func duplicateKey(_ document: UnsafePointer<cjson_document>) -> String {
    let strings = unsafe UnsafeRawPointer(document.pointee.strings)
    let entry = unsafe strings! + Int(document.pointee.duplicate)
    let count = unsafe Int(entry.loadUnaligned(as: UInt32.self))
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: entry + 4, count: count), as: UTF8.self)
  }
}
