import Patchbay
import PatchbayTesting
import Testing

@Suite("What a Swift plugin throws")
struct FailureTests {
  @Test("while it loads becomes the status and the sentence of create")
  func load() {
    #expect(throws: PluginFailure.unavailable("the model 'm.bin' is missing")) {
      _ = try Rehearsal(Failing.self, settings: ["has-model": false])
    }
  }

  @Test("while a session opens leaves no session behind")
  func open() throws {
    let rehearsal = try Rehearsal(Failing.self)
    #expect(throws: PluginFailure.badParameter("refuse must be false")) {
      _ = try rehearsal.open(["refuse": true])
    }
    let session = try rehearsal.open()
    try session.push(text: "count")
    let one = Emission.label(output: "labels", time: 0, label: "1", score: nil, box: nil)
    #expect(session.results == [one])
  }

  @Test("in a push keeps its status and sentence")
  func push() throws {
    let session = try Rehearsal(Failing.self).open()
    #expect(throws: PluginFailure.badInput("the text is bad")) { try session.push(text: "bad") }
  }

  @Test("of another type becomes a failure with its description")
  func otherErrors() throws {
    let session = try Rehearsal(Failing.self).open()
    #expect(throws: PluginFailure.failed("the wheel came off")) { try session.push(text: "") }
  }

  @Test("ends the session: nothing but closing it is left")
  func afterFailure() throws {
    let session = try Rehearsal(Failing.self).open()
    _ = try? session.push(text: "bad")
    #expect(throws: PluginFailure.failed("an earlier call of the session failed")) {
      try session.push(text: "count")
    }
    #expect(throws: PluginFailure.failed("an earlier call of the session failed")) {
      try session.finish()
    }
    #expect(session.results.isEmpty)
  }
}
