import JSON
import Testing

@Suite("Faults in JSON")
struct FaultTests {
  static let faults: [(text: String, message: String)] = [
    ("", "not valid JSON: it is empty at byte 0"),
    ("  ", "not valid JSON: it is empty at byte 2"),
    ("{", "not valid JSON: expected a key in quotes, found the end at byte 1"),
    ("{a: 1}", "not valid JSON: expected a key in quotes, found 'a' at byte 1"),
    (#"{"a" 1}"#, "not valid JSON: expected ':' after a key, found '1' at byte 5"),
    (#"{"a": 1,}"#, "not valid JSON: expected a key in quotes, found '}' at byte 8"),
    (#"{"a": 1 "b"}"#, "not valid JSON: expected ',' or '}', found '\"' at byte 8"),
    ("[1 2]", "not valid JSON: expected ',' or ']', found '2' at byte 3"),
    ("[1, ]", "not valid JSON: expected a value, found ']' at byte 4"),
    ("[1]]", "not valid JSON: expected the end, found ']' at byte 3"),
    ("[1", "not valid JSON: expected ',' or ']', found the end at byte 2"),
    ("[nul]", "not valid JSON: expected a value, found nul at byte 1"),
    (
      "[NaN]",
      "not valid JSON: expected a value, found NaN; JSON has no such number, and a tensor has null in its place at byte 1"
    ),
    ("[-Infinity]", "not valid JSON: - is not a number at byte 1"),
    ("[01]", "not valid JSON: 01 is not a number at byte 1"),
    ("[1.]", "not valid JSON: 1. is not a number at byte 1"),
    ("[.5]", "not valid JSON: expected a value, found '.' at byte 1"),
    ("[1e999]", "not valid JSON: the number 1e999 is too large at byte 1"),
    (
      "[123456789012345678901234567890]",
      "not valid JSON: the number 123456789012345678901234567890 is too large for an integer; "
        + "write it with an exponent at byte 1"
    ),
    (#"["a]"#, "not valid JSON: the string that starts here has no end at byte 1"),
    ("[\"a\nb\"]", "not valid JSON: the end of the line in a string must be escaped at byte 3"),
    ("[\"a\u{1}\"]", "not valid JSON: byte 0x1 in a string must be escaped at byte 3"),
    (#"["\x"]"#, "not valid JSON: unknown escape in a string at byte 2"),
    (#"["\u12"]"#, "not valid JSON: \\u needs four hexadecimal digits at byte 2"),
    (#"["\ud800"]"#, "not valid JSON: half of a surrogate pair at byte 2"),
    (
      #"{"a": 1, "b": {}, "a": 2}"#,
      "not valid JSON: the key \"a\" occurs twice in one object at byte 18"
    ),
    (
      "{\n  \"a\": tru\n}",
      "not valid JSON: expected a value, found tru at byte 9 (line 2, column 8)"
    ),
  ]

  @Test("each fault is named with its place", arguments: faults)
  func fault(text: String, message: String) {
    let error = #expect(throws: JSONError.self) { try JSONParser().parse(text) }
    #expect(error?.description == message)
  }

  @Test(
    "text that is not UTF-8 is refused, at its first bad byte",
    arguments: [
      ([0x22, 0x61, 0xFF, 0x22], 2), ([0x22, 0xC0, 0x80, 0x22], 1),
      ([0x22, 0xED, 0xA0, 0x80, 0x22], 1),
      ([0x22, 0xE2, 0x82, 0x22], 1), ([0x22, 0xF5, 0x80, 0x80, 0x80, 0x22], 1),
    ] as [([UInt8], Int)])
  func notUTF8(bytes: [UInt8], offset: Int) {
    let error = #expect(throws: JSONError.self) { try JSONParser().parse(bytes) }
    let byte = String(bytes[offset], radix: 16, uppercase: true)
    #expect(
      error?.description
        == "not valid JSON: the text is not UTF-8: byte 0x\(byte) at byte \(offset)")
  }

  @Test("a key that occurs twice is found among many, and behind escapes")
  func duplicates() {
    let many = (0..<1000).map { "\"k\($0)\": 0" }.joined(separator: ", ")
    #expect(throws: Never.self) { try JSONParser().parse("{\(many)}") }
    let again = #expect(throws: JSONError.self) { try JSONParser().parse("{\(many), \"k7\": 1}") }
    #expect(again?.message == "not valid JSON: the key \"k7\" occurs twice in one object")
    let escaped = #expect(throws: JSONError.self) {
      try JSONParser().parse(#"[[{"a": 1, "\u0061": 2}]]"#)
    }
    #expect(escaped?.message == "not valid JSON: the key \"a\" occurs twice in one object")
  }

  @Test("the same key in different objects is no fault")
  func sameKeyElsewhere() throws {
    let parser = JSONParser()
    let root = try parser.parse(#"[{"a": {"a": 1}}, {"a": 2}]"#)
    #expect(root.count == 2)
  }

  @Test("nesting is limited, however deep", arguments: ["[", "{\"a\":"])
  func nesting(opening: String) {
    for depth in [2_000, 1_000_000] {
      let text = String(repeating: opening, count: depth)
      let error = #expect(throws: JSONError.self) { try JSONParser().parse(text) }
      #expect(error?.message == "not valid JSON: nested more than 1024 levels deep")
    }
  }

  @Test("documents above the limit are not read")
  func tooLong() {
    let error = #expect(throws: JSONError.self) {
      try JSONParser(maximumLength: 4).parse("[1, 2]")
    }
    #expect(error?.description == "6 bytes of JSON; at most 4 are read")
  }
}
