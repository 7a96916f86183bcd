import Plugins
import TestSupport
import Testing

@Suite("A library that is no sound plugin")
struct RefusalTests {
  private let probe = Probe(worker: "\(BuildFolder.path)/patchbay-worker", seconds: 1)

  private func refusal(of fixture: Fixture) throws -> Refusal? {
    guard case .failure(let refusal) = probe.examine(try FixtureBuilder.library(fixture)) else {
      return nil
    }
    return refusal
  }

  @Test(
    "is refused with a code of its own",
    arguments: [
      (.wrongABI, .wrongABI), (.noNote, .wrongABI), (.wrongArchitecture, .wrongArchitecture),
      (.noSymbol, .missingSymbol), (.missingDependency, .missingDependency),
      (.crashingConstructor, .crashedOnLoad), (.hangingConstructor, .hungOnLoad),
    ] as [(Fixture, Refusal.Reason)])
  func codes(fixture: Fixture, reason: Refusal.Reason) throws {
    #expect(try refusal(of: fixture)?.reason == reason)
  }

  @Test("is refused when it is started, where that was asked for")
  func starting() throws {
    for (fixture, sentence) in [
      (
        .crashingCreate,
        "fixture crashed while it started: the process was ended by SIGSEGV (bad memory access); "
          + "look at its create()"
      ),
      (.hangingCreate, "fixture did not start within 2.0 s; look at its create()"),
    ] as [(Fixture, String)] {
      let path = try FixtureBuilder.library(fixture)
      #expect(throws: Never.self) { try probe.examine(path).get() }
      #expect(
        probe.examine(path, starts: true) == .failure(Refusal(.failedToStart, sentence)))
    }
    #expect(throws: Never.self) {
      try probe.examine(try FixtureBuilder.library(.well), starts: true).get()
    }
  }

  @Test("is refused for any lie in its descriptor", arguments: Fixture.Lie.allCases)
  func lies(lie: Fixture.Lie) throws {
    let refusal = try refusal(of: .lie(lie))
    #expect(refusal?.reason == .badDescriptor, "\(refusal?.message ?? "accepted")")
  }

  @Test("is named in the sentence that says why")
  func sentences() throws {
    #expect(
      try refusal(of: .wrongABI)?.message
        == "libwrong-abi.so: built for ABI 9.3, this host speaks 1.0; rebuild it against this SDK")
    #expect(
      try refusal(of: .noSymbol)?.message
        == "libno-symbol.so does not export 'patchbay_plugin'; it is no Patchbay plugin, "
        + "or its linker script hides the symbol")
  }

  @Test("does not keep a sound one from being accepted")
  func sound() throws {
    let verdict = probe.examine(try FixtureBuilder.library(.well))
    #expect(try verdict.get().name == "fixture")
    let unruly = probe.examine(try FixtureBuilder.library(.unruly))
    #expect(try unruly.get().parameters.map(\.name) == ["at-start", "how", "where", "amount"])
  }
}
