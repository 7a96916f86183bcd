import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The plugin playlist")
struct PluginTests {
  let shelves: Shelves
  let rehearsal: Rehearsal

  init() throws {
    shelves = try Shelves()
    rehearsal = try Rehearsal(
      library: BuildFolder.library("playlist"), settings: ["catalogue": .text(shelves.path)])
  }

  private func run(
    _ texts: [String], _ parameters: [String: ParameterLiteral] = [:]
  ) throws -> [Emission] {
    let session = try rehearsal.open(parameters)
    for text in texts { try session.push(text: text) }
    // How far it is depends on whether the index is made first.
    return try session.finish().filter { if case .progress = $0 { false } else { true } }
  }

  private func labels(_ emissions: [Emission], of output: String) -> [String] {
    emissions.compactMap { emission in
      if case .label(output, 0, let label, _, _) = emission { label } else { nil }
    }
  }

  @Test("answers with ids, names and reasons in the same order")
  func answer() throws {
    let emissions = try run(["1"])
    let ids = labels(emissions, of: "labels")
    #expect(ids.count == 3)
    let names = ids.compactMap { Int($0) }.map { "Artist \(($0 - 1) / 3 % 7) - Piece \($0 - 1)" }
    #expect(labels(emissions, of: "track") == names)
    #expect(labels(emissions, of: "reason").allSatisfy { $0.contains("same genre") })
  }

  @Test("takes ids and names, one or many in a text, in any case")
  func naming() throws {
    let expected = try run(["1", "5"])
    #expect(try run(["1\n5\n"]) == expected)
    #expect(try run(["  artist 0 - PIECE 0 \r\n\n5", "1"]) == expected)
  }

  @Test("has the parameters that it says")
  func parameters() throws {
    #expect(labels(try run(["1"], ["neighbours": 7]), of: "labels").count == 7)
    #expect(labels(try run(["1"], ["count": 20]), of: "labels").count == 20)
    #expect(labels(try run(["1"], ["count": 30, "per-artist": 1]), of: "labels").count == 7)
    let plain = try run(["1"])
    #expect(try run(["1"], ["mood": false]) != plain)
    #expect(try run(["1"], ["metric": "cosine"]) != plain)
    #expect(try run(["1"], ["dimensions": 2]) != plain)
  }

  @Test("sees a track that was added a moment ago")
  func added() throws {
    _ = try run(["1"])
    var twin = Shelves.track(0)
    (twin.path, twin.title) = ("/new.flac", "New")
    let id = try shelves.catalogue.add(twin)
    #expect(labels(try run(["1"]), of: "labels").first == "\(id)")
    try shelves.catalogue.remove(id)
    #expect(!labels(try run(["1"]), of: "labels").contains("\(id)"))
  }

  private func failure(_ texts: [String]) -> PluginFailure? {
    #expect(throws: PluginFailure.self) { try run(texts) }
  }

  @Test("says which track it does not know, and which one is meant")
  func unknown() {
    #expect(
      failure(["Artist 0 - Pieces 0"])
        == .badInput("no track 'Artist 0 - Pieces 0'; did you mean 'Artist 0 - Piece 0'?"))
    #expect(failure(["zzz - qqqq"]) == .badInput("no track 'zzz - qqqq'"))
    #expect(failure(["1", "9999"])?.sentence.hasPrefix("no track '9999'") == true)
  }

  @Test("says that it needs a track")
  func none() {
    let sentence = "no track was given; name some by id or as 'artist - title', one a line"
    #expect(failure([]) == .badInput(sentence))
    #expect(failure([" \n\t\n"]) == .badInput(sentence))
    #expect(
      failure([(0...1000).map { "\($0)" }.joined(separator: "\n")])
        == .badInput("1001 tracks were given; give at most 1000"))
  }

  @Test("survives hostile lines")
  func hostile() {
    for text in [
      "\u{0}", "' OR 1=1 --", "\"*\" AND (", String(repeating: "a - ", count: 10_000), "-1",
      "99999999999999999999", "- ", "💿 - 💿",
    ] {
      #expect(failure([text])?.status == .badInput)
    }
  }

  @Test("says where the catalogue should be")
  func missing() throws {
    let rehearsal = try Rehearsal(
      library: BuildFolder.library("playlist"),
      settings: ["catalogue": .text(shelves.folder.path + "/none.db")])
    let session = try rehearsal.open()
    try session.push(text: "1")
    let failure = #expect(throws: PluginFailure.self) { try session.finish() }
    #expect(
      failure
        == .unavailable(
          "there is no catalogue at none.db; "
            + "`patchbay library add DIR` makes one"))
  }

  @Test("stops when nobody waits any more")
  func cancelled() throws {
    let session = try rehearsal.open()
    try session.push(text: "1")
    session.isCancelled = true
    let failure = #expect(throws: PluginFailure.self) { try session.finish() }
    #expect(failure?.status == .cancelled)
  }
}
