import Plugins
import TestSupport
import Testing

@Suite("What a plugin says before it ends")
struct LastWordsTests {
  private func house() throws -> House {
    let library = try FixtureBuilder.library(.unruly)
    return House(["unruly"]) {
      $0.library = library
      $0.crashLimit = 1000
    }
  }

  private func crash(_ house: House, lines: Int) throws -> String? {
    try house.run(
      "unruly", [("how", "last-words"), ("amount", "\(lines)")], [text("x")]
    ).error?.message
  }

  private let beginning =
    "unruly crashed: its process was ended by SIGABRT (the code gave up); its last "
    + "words: thread 'main' panicked at src/lib.rs:7:5: | the model in deep.onnx is empty"

  @Test("is told from its first lines, which give the reason, and its last ones")
  func firstAndLast() throws {
    let house = try house()
    func line(_ number: Int) -> String { "line \(number) of what nobody wants to know" }
    #expect(try crash(house, lines: 0) == beginning)
    #expect(
      try crash(house, lines: 300)
        == "\(beginning) | \(line(0)) | \(line(1)) | ... (295 lines left out) | \(line(297)) | "
        + "\(line(298)) | \(line(299))")
    let five = (0..<6).map(line).joined(separator: " | ")
    #expect(
      try crash(house, lines: 6)
        == "\(beginning) | \(five)".replacing(
          line(2), with: "... (1 line left out)"))
  }

  @Test("is what it said in the request that it did not survive")
  func request() throws {
    let house = try house()
    // What was said just before may still be on its way.
    let isForgotten = try (0..<20).contains { _ in
      try house.run("unruly", [("how", "stderr"), ("amount", "3")], [text("x")])
      return try crash(house, lines: 0) == beginning
    }
    #expect(isForgotten)
  }
}
