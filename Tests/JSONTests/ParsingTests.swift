import JSON
import Testing

@Suite("Parsing JSON")
struct ParsingTests {
  let parser = JSONParser()

  @Test("members are found by key, and elements by position")
  func lookup() throws {
    let root = try parser.parse(#"{"id": "a", "inputs": [{"shape": [1, 16]}, {"shape": []}]}"#)
    #expect(root["id"]?.string == "a")
    #expect(root["inputs"]?[0]?["shape"]?[1]?.int == 16)
    #expect(root["inputs"]?[1]?["shape"]?.count == 0)
    #expect(root["inputs"]?[2] == nil)
    #expect(root["outputs"] == nil)
    #expect(root.member("id")?.isString("a") == true)
    #expect(root["id"]?["id"] == nil)
  }

  @Test("members come in their order, with their keys")
  func members() throws {
    let root = try parser.parse(#"{"b": 1, "a": {"x": [2]}, "": 3}"#)
    #expect(root.members.map(\.key) == ["b", "a", ""])
    #expect(root.count == 3)
    #expect(root.member("")?.int == 3)
  }

  @Test("every kind is told from the others")
  func kinds() throws {
    let root = try parser.parse(#"[{}, [], "", 1, -1.5, 18446744073709551615, true, null]"#)
    let kinds: [JSONValue.Kind] = [
      .object, .array, .string, .number, .number, .number, .bool, .null,
    ]
    #expect(root.elements.map(\.kind) == kinds)
    #expect(root[6]?.bool == true)
    #expect(root[7]?.isNull == true)
  }

  @Test("a number gives each type that it fits, and no other")
  func numbers() throws {
    let root = try parser.parse("[3, -3, 2.5, 4.0, 18446744073709551615, 1e300]")
    #expect(root.elements.map(\.int64) == [3, -3, nil, 4, nil, nil])
    #expect(root.elements.map(\.uint64) == [3, nil, nil, 4, .max, nil])
    #expect(root.elements.map(\.double) == [3, -3, 2.5, 4, 0x1p64, 1e300])
  }

  @Test("strings are given without escapes, as text and as bytes")
  func strings() throws {
    let value = try parser.parse(#""a\u00e9\n\ud83d\ude00\u0000b""#)
    #expect(value.string == "aé\n😀\0b")
    #expect(value.withString { $0.count } == 10)
    #expect(!value.isString("a"))
    #expect(try parser.parse("1").string == nil)
  }

  @Test("scalars are given as text, for parameters")
  func scalarText() throws {
    let root = try parser.parse(#"["x y", 0.5, 3, true, null, []]"#)
    #expect(root.elements.map(\.scalarText) == ["x y", "0.5", "3", "true", nil, nil])
  }

  @Test("a document is read where it lies when 64 bytes follow it")
  func padding() throws {
    var bytes = Array("[1, 2]".utf8)
    let length = bytes.count
    bytes += [UInt8](repeating: UInt8(ascii: "x"), count: 64)
    let count = try unsafe bytes.withUnsafeBytes { bytes in
      let document = unsafe UnsafeRawBufferPointer(rebasing: bytes[..<length])
      return try unsafe parser.parse(document, readable: bytes.count).count
    }
    #expect(count == 2)
  }

  @Test("one parser reads documents of all lengths, and lets go of a long one's memory")
  func reuse() throws {
    let long = "[" + repeatElement("1.5", count: 400_000).joined(separator: ",") + "]"
    #expect(try parser.parse("[1]").count == 1)
    #expect(try parser.parse(long).count == 400_000)
    let held = parser.memory
    #expect(try parser.parse("[1, 2]").count == 2)
    #expect(parser.memory < held / 100)
  }

  @Test("using a value after its parser's end stops the process")
  func orphan() async {
    await #expect(processExitsWith: .failure) {
      var parser: JSONParser? = JSONParser()
      let value = try parser?.parse("[1]")
      parser = nil
      _ = value?.count
    }
  }

  @Test("using a value after the next parse stops the process")
  func stale() async {
    await #expect(processExitsWith: .failure) {
      let parser = JSONParser()
      let value = try parser.parse("[1]")
      _ = try parser.parse("[2]")
      _ = value.count
    }
  }
}
