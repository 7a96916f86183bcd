import Glibc
import JSON
import Testing

@Suite("Writing JSON")
struct WritingTests {
  func text(_ body: (inout JSONWriter) -> Void) -> String {
    var writer = JSONWriter()
    body(&writer)
    return writer.text
  }

  @Test("commas stand between members and elements and nowhere else")
  func commas() {
    let text = text { writer in
      writer.beginObject()
      writer.key("a")
      writer.beginArray()
      writer.integer(1)
      writer.beginArray()
      writer.endArray()
      writer.string("x")
      writer.endArray()
      writer.key("b")
      writer.beginObject()
      writer.endObject()
      writer.key("c")
      writer.null()
      writer.key("d")
      writer.bool(true)
      writer.endObject()
    }
    #expect(text == #"{"a":[1,[],"x"],"b":{},"c":null,"d":true}"#)
  }

  @Test("strings are escaped, and what is not UTF-8 is replaced")
  func strings() {
    let written = text { $0.string("a\"\\\n\r\t\u{1}\u{7F}é😀\0") }
    #expect(written == #""a\"\\\n\r\t\u0001"# + "\u{7F}é😀" + #"\u0000""#)
    let bytes: [UInt8] = [0x61, 0xFF, 0xC3, 0xA9, 0xE2, 0x82, 0x62, 0xF0, 0x9F]
    #expect(text { $0.string(bytes.span) } == "\"a\u{FFFD}é\u{FFFD}\u{FFFD}b\u{FFFD}\u{FFFD}\"")
  }

  @Test(
    "numbers are as short as they can be",
    arguments: [
      (0.0, "0"), (-0.0, "-0.0"), (1.0, "1"), (-12.0, "-12"), (0.1, "0.1"), (100_000.0, "100000"),
      (86_400.25, "86400.25"), (1e15, "1000000000000000"), (1e22, "1e+22"),
      (Double.leastNonzeroMagnitude, "5e-324"),
      (1.7976931348623157e308, "1.7976931348623157e+308"), (1.0 / 3, "0.3333333333333333"),
      (Double.nan, "null"), (Double.infinity, "null"), (-Double.infinity, "null"),
    ])
  func doubles(value: Double, expected: String) {
    #expect(text { $0.double(value) } == expected)
  }

  @Test("floats are as short as their precision allows")
  func floats() {
    #expect(text { $0.float(0.1) } == "0.1")
    #expect(text { $0.float(16_777_216) } == "16777216")
    #expect(text { $0.float(.nan) } == "null")
    #expect(text { $0.array([0.1, 2, -0.0, .infinity] as [Float]) } == "[0.1,2,-0.0,null]")
  }

  @Test("every double and float reads back with the same bits")
  func roundTrip() throws {
    var generator = SystemRandomNumberGenerator()
    var doubles: [Double] = []
    var floats: [Float] = [-0.0]
    while doubles.count < 20_000 {
      let double = Double(bitPattern: generator.next())
      let float = Float(bitPattern: generator.next())
      if double.isFinite { doubles.append(double) }
      if float.isFinite { floats.append(float) }
    }
    let parser = JSONParser()
    var writer = JSONWriter()
    writer.array(doubles)
    let doublesBack = try parser.parse(writer.text).flattened(as: Double.self)
    #expect(doublesBack.map(\.bitPattern) == doubles.map(\.bitPattern))
    writer.removeAll()
    writer.array(floats)
    let floatsBack = try parser.parse(writer.text).flattened(as: Float.self)
    #expect(floatsBack.map(\.bitPattern) == floats.map(\.bitPattern))
  }

  @Test("integers of all widths are written in full")
  func integers() {
    #expect(text { $0.integer(Int64.min) } == "-9223372036854775808")
    #expect(text { $0.integer(UInt64.max) } == "18446744073709551615")
    #expect(text { $0.array([1, -2, 3] as [Int8]) } == "[1,-2,3]")
    #expect(text { $0.array([UInt64.max]) } == "[18446744073709551615]")
    #expect(text { $0.array([true, false]) } == "[true,false]")
    #expect(text { $0.array([] as [Double]) } == "[]")
  }

  @Test("raw bytes of a tensor are written from any alignment")
  func unaligned() {
    var bytes: [UInt8] = [0]
    for value in [1.5, -2] as [Float] {
      unsafe withUnsafeBytes(of: value) { unsafe bytes.append(contentsOf: $0) }
    }
    let written = text { writer in
      unsafe bytes.withUnsafeBytes { raw in
        unsafe writer.array(UnsafeRawBufferPointer(rebasing: raw.dropFirst()), of: Float.self)
      }
    }
    #expect(written == "[1.5,-2]")
  }

  @Test("a long array is written whole")
  func longArray() {
    let values = Array(0..<10_000)
    let expected = "[" + values.map(String.init).joined(separator: ",") + "]"
    #expect(text { $0.array(values) } == expected)
  }

  @Test("lines of NDJSON carry no commas")
  func lines() {
    let text = text { writer in
      for number in [1, 2] {
        writer.beginArray()
        writer.integer(number)
        writer.endArray()
        writer.newline()
      }
    }
    #expect(text == "[1]\n[2]\n")
  }

  @Test("a writer starts anew with the memory that it has")
  func reuse() {
    var writer = JSONWriter(capacity: 16)
    writer.string("one")
    writer.removeAll()
    writer.integer(2)
    #expect(writer.text == "2")
    let taken = unsafe writer.take()
    #expect(unsafe String(decoding: taken, as: UTF8.self) == "2")
    unsafe free(taken.baseAddress)
    writer.integer(3)
    #expect(writer.text == "3")
  }

  @Test("for people, members stand on lines of their own")
  func pretty() {
    let node: JSONNode = ["a": 1, "b": [true, nil, ["c": 0.5]], "d": [], "e": [:]]
    let expected = """
      {
        "a": 1,
        "b": [
          true,
          null,
          {
            "c": 0.5
          }
        ],
        "d": [],
        "e": {}
      }
      """
    #expect(node.text(isPretty: true) == expected)
  }
}
