import Glibc
import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The fixtures")
struct FixtureTests {
  @Test("include a plugin in C that needs only the header, and works")
  func well() throws {
    let session = try Rehearsal(library: FixtureBuilder.library(.well)).open(["mode": "fast"])
    try session.push(text: "one")
    try session.push(text: "two")
    #expect(try session.finish() == [.vector(output: "pushes", time: 0, values: [2])])
  }

  @Test("include one library for every way to be refused", arguments: Fixture.broken)
  func broken(fixture: Fixture) throws {
    let library = try #require(ELFFile(path: FixtureBuilder.library(fixture)))
    #expect((library.machine != 62) == (fixture == .wrongArchitecture))
    #expect((library.section(".note.patchbay") == nil) == (fixture == .noNote))
    #expect(library.exportedSymbols.contains("patchbay_plugin") == (fixture != .noSymbol))
  }

  @Test("say another major version in the note of the one for another contract")
  func wrongABI() throws {
    let library = try #require(ELFFile(path: FixtureBuilder.library(.wrongABI)))
    let note = try #require(library.section(".note.patchbay"))
    #expect(Array(note.bytes.dropFirst(24).prefix(8)) == [9, 0, 0, 0, 3, 0, 0, 0])
  }

  @Test("cannot be loaded without the library they need")
  func missingDependency() throws {
    let path = try FixtureBuilder.library(.missingDependency)
    #expect {
      try Rehearsal(library: path)
    } throws: { error in
      "\(error)".contains("libabsent.so: cannot open shared object file")
    }
  }

  @Test("do as they are told")
  func unruly() throws {
    let rehearsal = try Rehearsal(library: FixtureBuilder.library(.unruly))
    let behaving = try rehearsal.open()
    try behaving.push(text: "", to: "text")
    #expect(
      try behaving.finish() == [
        .segment(output: "timestamps", start: 0, stop: 1, label: "stretch", score: 0.5),
        .vector(output: "vectors", time: 0, values: [1, 2, 3]),
        .label(output: "labels", time: 0, label: "behaved", score: nil, box: nil),
      ])
    let lost = try rehearsal.open(["how": "unknown-port", "where": "finish"])
    try lost.push(text: "", to: "text")
    #expect(
      try lost.finish() == [.label(output: "#77", time: 0, label: "nowhere", score: 1, box: nil)])
    let failing = try rehearsal.open(["how": "fail"])
    #expect(throws: PluginFailure.failed("the fixture failed as it was told")) {
      try failing.push(text: "", to: "text")
    }
  }

  @Test(
    "end their process when told to",
    arguments: [
      ("segfault", SIGSEGV), ("abort", SIGABRT), ("stack", SIGSEGV), ("kill", SIGKILL),
      ("divide", SIGFPE), ("crash-in-a-thread", SIGSEGV),
    ])
  func crashes(how: String, signal: CInt) async throws {
    let path = try FixtureBuilder.library(.unruly)
    await #expect(processExitsWith: .signal(signal)) { [path = path as String, how] in
      let session = try Rehearsal(library: path).open(["how": .text(how)])
      try session.push(text: "", to: "text")
    }
  }

  @Test(
    "in Swift end their process when told to",
    arguments: [
      ("index", SIGILL), ("overflow", SIGILL), ("unwrap", SIGILL), ("fatal-error", SIGILL),
      ("precondition", SIGILL), ("cast", SIGABRT), ("recursion", SIGSEGV),
    ])
  func traps(how: String, signal: CInt) async throws {
    await #expect(processExitsWith: .signal(signal)) { [how] in
      let session = try Rehearsal(library: BuildFolder.library("misbehave"))
        .open(["how": .text(how)])
      try session.push(text: "", to: "text")
    }
  }

  @Test("exit as if all were well when told to")
  func exits() async throws {
    await #expect(processExitsWith: .success) {
      let session = try Rehearsal(library: BuildFolder.library("misbehave")).open(["how": "exit"])
      try session.push(text: "", to: "text")
      abort()
    }
  }

  @Test("include a slow one that obeys when it is cancelled, and notes when")
  func slow() throws {
    let folder = TemporaryFolder()
    let witness = "\(folder.path)/witness"
    let session = try Rehearsal(library: BuildFolder.library("slow"))
      .open(["delay": 3600, "witness": .text(witness)])
    session.isCancelled = true
    #expect(throws: PluginFailure.cancelled) { try session.push(text: "", to: "text") }
    let notes = String(decoding: readFile(witness) ?? [], as: UTF8.self).split(separator: "\n")
    #expect(notes.count == 2)
    #expect(notes.first?.hasPrefix("push ") == true)
    #expect(notes.last?.hasPrefix("cancelled ") == true)
  }
}
