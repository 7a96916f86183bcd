import CJSON

extension JSONValue {
  /// Values in this one that are neither arrays nor objects: the elements of a tensor.
  package var leafCount: Int { unsafe cjson_leaf_count(tape, index) }

  /// Writes the elements of a nested or flat array, in their order, to the start of `buffer`.
  ///
  /// - Returns: How many were written.
  /// - Throws: For the first element that is not of the type or for which there is no place.
  package func flatten<Element: JSONElement>(
    into buffer: UnsafeMutableBufferPointer<Element>
  ) throws(JSONError) -> Int {
    try unsafe flatten(into: UnsafeMutableRawBufferPointer(buffer), as: Element.self)
  }

  /// The same into raw memory that is aligned for the type.
  package func flatten<Element: JSONElement>(
    into bytes: UnsafeMutableRawBufferPointer, as type: Element.Type
  ) throws(JSONError) -> Int {
    var fault: UInt32 = 0
    let capacity = bytes.count / MemoryLayout<Element>.stride
    let count = unsafe cjson_flatten(
      tape, index, Element.jsonType, bytes.baseAddress, capacity, &fault)
    guard fault == 0 else {
      if count == capacity { throw JSONError("\(leafCount) elements; expected \(capacity)") }
      throw JSONError("element \(count) is \(value(at: fault).quoted); expected \(type.jsonRule)")
    }
    return count
  }

  /// The elements of a nested or flat array, in their order.
  package func flattened<Element: JSONElement>(
    as type: Element.Type = Element.self
  ) throws(JSONError) -> [Element] {
    let leafCount = leafCount
    var failure: JSONError?
    let elements = unsafe [Element](unsafeUninitializedCapacity: leafCount) { buffer, count in
      do throws(JSONError) {
        count = try unsafe flatten(into: .init(rebasing: buffer[..<leafCount]))
      } catch {
        failure = error
      }
    }
    if let failure { throw failure }
    return elements
  }

  /// The strings of a nested or flat array, in their order.
  package func flattenedStrings() throws(JSONError) -> [String] {
    var strings: [String] = []
    try forEachString { bytes in
      strings.append(String(copying: unsafe UTF8Span(unchecked: bytes)))  // simdjson checked it
    }
    return strings
  }

  /// Lends the bytes of each string of a nested or flat array, in their order.
  package func forEachString(_ body: (Span<UInt8>) -> Void) throws(JSONError) {
    let end = unsafe cjson_next(tape, index)
    var at = index
    var count = 0
    while at < end {
      let leaf = value(at: at)
      if leaf.mark == UInt8(ascii: "[") || leaf.mark == UInt8(ascii: "]") {
        at += 1
        continue
      }
      guard leaf.withString(body) != nil else {
        throw JSONError("element \(count) is \(leaf.quoted); expected a string")
      }
      count += 1
      at = unsafe cjson_next(tape, at)
    }
  }

  /// The value for an error message: scalars as they are, the rest by kind.
  package var quoted: String {
    switch kind {
    case .object, .array, .null: kind.description
    case .string: "\"\(string ?? "")\""
    case .number, .bool: scalarText ?? ""
    }
  }
}
