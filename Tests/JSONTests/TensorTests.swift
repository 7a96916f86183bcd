import JSON
import Testing

@Suite("Tensors in JSON")
struct TensorTests {
  /// Parses `text`, lends it to `body`, and keeps the parser until then.
  func parse<Result>(_ text: String, _ body: (JSONValue) throws -> Result) throws -> Result {
    let parser = JSONParser()
    defer { withExtendedLifetime(parser) {} }
    return try body(try parser.parse(text))
  }

  @Test(
    "nested and flat arrays give the same elements",
    arguments: [
      "[1, -2.5, 3e2, 0]", "[[1, -2.5], [3e2, 0]]", "[[[[1]]], -2.5, [[3e2], 0]]",
    ])
  func nesting(text: String) throws {
    #expect(try parse(text) { $0.leafCount } == 4)
    #expect(try parse(text) { try $0.flattened(as: Float.self) } == [1, -2.5, 300, 0])
    #expect(try parse(text) { try $0.flattened(as: Double.self) } == [1, -2.5, 300, 0])
  }

  @Test("integers keep every bit of each width")
  func integers() throws {
    func check<Element: JSONElement & FixedWidthInteger>(_: Element.Type) throws {
      let text = "[\(Element.min), \(Element.max), 7.0]"
      #expect(try parse(text) { try $0.flattened(as: Element.self) } == [.min, .max, 7])
    }
    try check(Int8.self)
    try check(Int16.self)
    try check(Int32.self)
    try check(Int64.self)
    try check(UInt8.self)
    try check(UInt16.self)
    try check(UInt32.self)
    try check(UInt64.self)
  }

  @Test("null stands for NaN, as it is written")
  func missing() throws {
    let floats = try parse("[1, null]") { try $0.flattened(as: Float.self) }
    #expect(floats[0] == 1 && floats[1].isNaN)
    #expect(try parse("[null]") { try $0.flattened(as: Double.self) }[0].isNaN)
  }

  @Test("booleans may be written as 0 and 1")
  func booleans() throws {
    let values = try parse("[true, false, 1, 0]") { try $0.flattened(as: Bool.self) }
    #expect(values == [true, false, true, false])
  }

  @Test(
    "an element that does not fit is named",
    arguments: [
      (
        "[1, [2, \"x\"]]",
        "element 2 is \"x\"; expected a number within the range of 32-bit floats, or null for NaN"
      ),
      (
        "[1e39]",
        "element 0 is 1e+39; expected a number within the range of 32-bit floats, or null for NaN"
      ),
      (
        "[0, {\"a\": 1}]",
        "element 1 is an object; expected a number within the range of 32-bit floats, or null for NaN"
      ),
    ])
  func wrongFloat(text: String, message: String) throws {
    let error = #expect(throws: JSONError.self) {
      try parse(text) { try $0.flattened(as: Float.self) }
    }
    #expect(error?.description == message)
  }

  @Test(
    "an integer beyond its width is named",
    arguments: [
      ("[1, 128]", "element 1 is 128; expected a whole number from -128 to 127"),
      ("[-129]", "element 0 is -129; expected a whole number from -128 to 127"),
      ("[1.5]", "element 0 is 1.5; expected a whole number from -128 to 127"),
      (
        "[18446744073709551615]",
        "element 0 is 18446744073709551615; expected a whole number from -128 to 127"
      ),
      ("[true]", "element 0 is true; expected a whole number from -128 to 127"),
      ("[null]", "element 0 is null; expected a whole number from -128 to 127"),
    ])
  func wrongInteger(text: String, message: String) throws {
    let error = #expect(throws: JSONError.self) {
      try parse(text) { try $0.flattened(as: Int8.self) }
    }
    #expect(error?.description == message)
  }

  @Test("doubles at the edges of 64-bit integers are refused, not wrapped")
  func edges() throws {
    for text in ["[9223372036854775808.0]", "[-9223372036854777856.0]", "[1e300]"] {
      #expect(throws: JSONError.self) { try parse(text) { try $0.flattened(as: Int64.self) } }
    }
    #expect(try parse("[-9223372036854775808.0]") { try $0.flattened(as: Int64.self) } == [.min])
    #expect(throws: JSONError.self) {
      try parse("[18446744073709551616.0]") { try $0.flattened(as: UInt64.self) }
    }
  }

  @Test("a buffer takes what fits and refuses what does not")
  func capacity() throws {
    var floats: [Float] = [9, 9, 9]
    let count = try unsafe floats.withUnsafeMutableBufferPointer { buffer in
      try parse("[1, [2]]") { try unsafe $0.flatten(into: buffer) }
    }
    #expect(count == 2)
    #expect(floats == [1, 2, 9])
    let error = #expect(throws: JSONError.self) {
      try unsafe floats.withUnsafeMutableBufferPointer { buffer in
        try parse("[1, 2, 3, 4, 5]") { try unsafe $0.flatten(into: buffer) }
      }
    }
    #expect(error?.description == "5 elements; expected 3")
  }

  @Test("strings are taken out of nested arrays")
  func strings() throws {
    #expect(try parse(#"[["a", "é"], "\n"]"#) { try $0.flattenedStrings() } == ["a", "é", "\n"])
    let error = #expect(throws: JSONError.self) {
      try parse(#"["a", 1]"#) { try $0.flattenedStrings() }
    }
    #expect(error?.description == "element 1 is 1; expected a string")
  }
}
