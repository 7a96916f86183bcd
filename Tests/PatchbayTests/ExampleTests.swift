import Glibc
import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The sample plugins")
struct ExampleTests {
  /// Builds a sample as a stranger would: with its Makefile, in a folder of its own.
  private func build(_ sample: String, in folder: TemporaryFolder) throws {
    let make = try #require(Program.find("make"), "make is not on the PATH")
    let sources = "\(Checkout.path)/Examples/\(sample)"
    let log = "\(folder.path)/log"
    let copied = Program.run("/bin/cp", ["-R", sources, "\(folder.path)/sample"], output: log)
    try #require(copied == 0)
    let status = Program.run(
      make, ["-C", "\(folder.path)/sample", "SDK=\(Checkout.path)/SDK/ABI"], output: log)
    try #require(status == 0, "\(String(decoding: readFile(log) ?? [], as: UTF8.self))")
  }

  @Test("include one in C, which needs a C compiler alone")
  func brightness() throws {
    let folder = TemporaryFolder()
    try build("c", in: folder)
    let path = "\(folder.path)/sample/libbrightness.so"
    #expect(ELFFile(path: path)?.exportedSymbols == ["patchbay_plugin"])

    let session = try Rehearsal(library: path).open()
    try session.push(gray: [10, 30, 99, 10, 30, 99], width: 2, height: 2, stride: 3, at: 1)
    try session.push(gray: [200, 200], width: 2, height: 1, at: 2)
    #expect(
      try session.finish() == [
        .vector(output: "brightness", time: 1, values: [20, 10]),
        .label(output: "labels", time: 1, label: "dark", score: 20, box: nil),
        .vector(output: "brightness", time: 2, values: [200, 0]),
      ])
  }

  @Test("include one in C++, which needs a C++ compiler alone")
  func pauses() throws {
    let folder = TemporaryFolder()
    try build("cpp", in: folder)
    let path = "\(folder.path)/sample/libpauses.so"
    #expect(ELFFile(path: path)?.exportedSymbols == ["patchbay_plugin"])

    let session = try Rehearsal(library: path).open(["limit": -20, "minimum-length": 1])
    let silence: [Float] = [0, 0.05, 0, -0.05]  // at 4 Hz: one second
    try session.push(audio: [silence], rate: 4, at: 0)
    try session.push(audio: [[0.5, 0, 0, 0.5]], rate: 4, at: 1)  // too short
    try session.push(audio: [silence], rate: 4, at: 2)
    try session.push(audio: [silence], rate: 4, at: 3)
    #expect(
      try session.finish() == [
        .segment(output: "timestamps", start: 0, stop: 1, label: "pause", score: nil),
        .segment(output: "timestamps", start: 2, stop: 4, label: "pause", score: nil),
      ])
  }

  @Test("include one in Swift, which CONTRIBUTING.md shows word for word")
  func sharpness() throws {
    let code = try #require(
      readFile("\(Checkout.path)/Examples/sharpness/Sources/Sharpness.swift"))
    let page = try #require(readFile("\(Checkout.path)/CONTRIBUTING.md"))
    let text = String(decoding: page, as: UTF8.self)
    #expect(text.contains("```swift\n\(String(decoding: code, as: UTF8.self))```\n"))
  }
}
