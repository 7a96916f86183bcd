import Patchbay
import PatchbayTesting
import Testing

@Suite("A Swift plugin's parameters")
struct ParameterTests {
  private func report(
    _ settings: [String: ParameterLiteral], _ parameters: [String: ParameterLiteral]
  ) throws -> [Emission] {
    let session = try Rehearsal(Declaring.self, settings: settings).open(parameters)
    try session.push(text: "it")
    return try session.finish()
  }

  private func label(_ text: String) -> [Emission] {
    [.label(output: "labels", time: 1, label: text, score: nil, box: nil)]
  }

  @Test("have their defaults where the host gives nothing else")
  func defaults() throws {
    #expect(try report([:], [:]) == label("it model.bin 0.5 3 true hello fast 2"))
  }

  @Test("have the host's values, settings and parameters each in its place")
  func values() throws {
    let report = try report(
      ["model-path": "b.bin", "threads": 8],
      [
        "minimum-length": 0.25, "count": 70, "is-eager": false, "greeting": "grüß Gott",
        "mode": "exact",
      ])
    #expect(report == label("it b.bin 0.25 70 false grüß Gott exact 8"))
  }

  @Test("are each session's own")
  func sessionsAreApart() throws {
    let rehearsal = try Rehearsal(Declaring.self)
    let first = try rehearsal.open(["count": 1])
    let second = try rehearsal.open(["count": 2])
    try first.push(text: "first")
    try second.push(text: "second")
    #expect(try first.finish() == label("first model.bin 0.5 1 true hello fast 2"))
    #expect(try second.finish() == label("second model.bin 0.5 2 true hello fast 2"))
  }

  @Test(
    "are checked again, with a sentence",
    arguments: [
      ("minimum-length", 1.5, "minimum-length must be between 0 and 1, not 1.5"),
      ("minimum-length", .number(.nan), "minimum-length must be between 0 and 1, not NaN"),
      ("count", 0, "count must be at least 1, not 0"),
      ("mode", "slow", "mode must be one of fast, exact, not 'slow'"),
      ("count", "many", "the host gave a value of another type for the parameter 'count'"),
    ] as [(String, ParameterLiteral, String)])
  func mistakes(name: String, value: ParameterLiteral, sentence: String) throws {
    let rehearsal = try Rehearsal(Declaring.self)
    #expect(throws: PluginFailure.badParameter(sentence)) { _ = try rehearsal.open([name: value]) }
  }

  @Test("that the administrator got wrong keep the plugin from loading")
  func badSetting() {
    #expect(throws: PluginFailure.badParameter("threads must be between 1 and 64, not 65")) {
      _ = try Rehearsal(Declaring.self, settings: ["threads": 65])
    }
  }
}
