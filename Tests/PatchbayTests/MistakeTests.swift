import Glibc
import Patchbay
import PatchbayTesting
import Testing

@Suite("A mistake in a Swift plugin")
struct MistakeTests {
  struct Undeclared: TextPlugin {
    static let about = About(name: "undeclared", version: "1.0.0", summary: "Sends in vain.")

    func analyse(_ text: borrowing Text, into results: Results) {
      switch text.string {
      case "kind": results.vector([1], at: 0)
      case "name": results.label("x", at: 0, to: .labels("others"))
      default: results.requestFrames(in: 0..<1)
      }
    }
  }

  struct Nested: TextPlugin {
    static let about = About(name: "nested", version: "1.0.0", summary: "Hides a parameter.")
    struct Part { @Parameter("How deep.") var depth = 1 }
    var part = Part()
    func analyse(_ text: borrowing Text, into results: Results) {}
  }

  private func said(_ result: ExitTest.Result?) -> String {
    String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
  }

  @Test(
    "with an output or input that it does not declare ends it with a sentence",
    arguments: [
      ("kind", "the plugin 'undeclared' declares no output of vectors"),
      ("name", "the plugin 'undeclared' declares no output named 'others'"),
      ("", "the plugin 'undeclared' declares no input on demand to request frames from"),
    ])
  func ports(text: String, sentence: String) async throws {
    let result = await #expect(
      processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
    ) { [text] in
      try Rehearsal(Undeclared.self).open().push(text: text)
    }
    #expect(said(result).contains("Fatal error: \(sentence)\n"))
  }

  @Test("that hides a parameter inside another value ends it with a sentence")
  func nestedParameter() async throws {
    let result = await #expect(
      processExitsWith: .signal(SIGILL), observing: [\.standardErrorContent]
    ) {
      _ = try Rehearsal(Nested.self)
    }
    #expect(
      said(result).contains(
        "the parameter 'How deep.' of Nested needs a name: "
          + "it is not a stored property of the plugin itself\n"))
  }
}
