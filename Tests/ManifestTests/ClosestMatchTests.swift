import Plugins
import Testing

@Suite("The closest match")
struct ClosestMatchTests {
  static let words = ["isolation", "instances", "queue", "call-timeout", "request-timeout"]

  @Test(
    "typing errors lead to the word",
    arguments: [
      ("isolatoin", "isolation"), ("islation", "isolation"), ("isolationn", "isolation"),
      ("Isolation", "isolation"), ("call_timeout", "call-timeout"), ("qeue", "queue"),
      ("instance", "instances"), ("req", "request-timeout"), ("queu", "queue"),
    ])
  func near(word: String, expected: String) {
    #expect(closestMatch(word, among: Self.words) == expected)
  }

  @Test("a part of several words leads to all of them")
  func parts() {
    #expect(
      suggestion("timeout", among: Self.words)
        == "; did you mean 'call-timeout' or 'request-timeout'?")
    #expect(suggestion("request", among: Self.words) == "; did you mean 'request-timeout'?")
    #expect(suggestion("colour", among: Self.words) == "")
  }

  @Test("what is not near leads nowhere", arguments: ["colour", "", "x", "i", "timeout", "in"])
  func far(word: String) {
    #expect(closestMatch(word, among: Self.words) == nil)
  }

  @Test("the nearest of several wins, and the first of equals")
  func nearest() {
    #expect(closestMatch("cat", among: ["cart", "bat", "cat"]) == "cat")
    #expect(closestMatch("cat", among: ["bat", "rat"]) == "bat")
  }

  @Test("a short word is not turned into another altogether")
  func short() {
    #expect(closestMatch("a", among: ["b"]) == nil)
  }
}
