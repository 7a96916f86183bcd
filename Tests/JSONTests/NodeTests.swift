import JSON
import Testing

@Suite("JSON as a tree")
struct NodeTests {
  static let text =
    #"{"z":[1,-2.5,"x\n",true,null,18446744073709551615],"a":{"b":{}},"n":9007199254740993}"#

  @Test("a tree prints what was parsed, members in their order")
  func roundTrip() throws {
    #expect(
      try JSONNode(parsing: Self.text).text()
        == Self.text.replacing(
          "18446744073709551615", with: "1.8446744073709552e+19"))
  }

  @Test("a parsed value is written again as it was")
  func copy() throws {
    let parser = JSONParser()
    var writer = JSONWriter()
    writer.value(try parser.parse(Self.text))
    #expect(writer.text == Self.text)
  }

  @Test("members and elements are read by key and position")
  func access() throws {
    let node = try JSONNode(parsing: Self.text)
    #expect(node["z"]?[0]?.int == 1)
    #expect(node["z"]?[1]?.double == -2.5)
    #expect(node["z"]?[2]?.string == "x\n")
    #expect(node["z"]?[3]?.bool == true)
    #expect(node["z"]?[4] == .null)
    #expect(node["z"]?[9] == nil)
    #expect(node["a"]?["b"]?.members == [])
    #expect(node["n"]?.int == 9_007_199_254_740_993)
    #expect(node["no"] == nil)
  }

  @Test("setting a member replaces, adds or removes it")
  func setting() {
    var node: JSONNode = ["a": 1, "b": 2]
    node["a"] = "x"
    node["c"] = [1.5]
    node["b"] = nil as JSONNode?
    #expect(node.text() == #"{"a":"x","c":[1.5]}"#)
  }

  @Test("a fault is thrown as the parser's")
  func fault() {
    let error = #expect(throws: JSONError.self) { try JSONNode(parsing: "[1") }
    #expect(
      error?.description == "not valid JSON: expected ',' or ']', found the end at byte 2")
  }
}
