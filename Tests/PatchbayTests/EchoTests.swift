import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The echo plugin")
struct EchoTests {
  let rehearsal: Rehearsal

  init() throws { rehearsal = try Rehearsal(library: BuildFolder.library("echo")) }

  @Test("sends samples back to the bit")
  func samples() throws {
    let samples: [Float] = [0, -0.0, 1, .leastNonzeroMagnitude, 1e-20, .infinity]
    let session = try rehearsal.open()
    try session.push(audio: [samples], rate: 16_000, at: 2.5, to: "audio")
    let results = try session.finish()
    guard case .vector("echo", 2.5, let values)? = results.first else {
      Issue.record("not echoed: \(results)")
      return
    }
    #expect(values.map(\.bitPattern) == samples.map(\.bitPattern))
  }

  @Test("sends channels back one after the other")
  func channels() throws {
    let session = try rehearsal.open()
    try session.push(audio: [[1, 2], [3, 4], [5, 6]], rate: 48_000, at: 0, to: "audio")
    #expect(
      try session.finish() == [.vector(output: "echo", time: 0, values: [1, 2, 3, 4, 5, 6])])
  }

  @Test("sends a picture's size and the sum of its bytes, without the padding")
  func picture() throws {
    let session = try rehearsal.open()
    let pixels: [UInt8] = [1, 2, 3, 4, 5, 6, 99, 99, 250, 250, 250, 250, 250, 255]
    try session.push(rgb: pixels, width: 2, height: 2, stride: 8, at: 1, to: "frame")
    #expect(
      try session.finish() == [.vector(output: "size", time: 1, values: [2, 2, 1526])])
  }

  @Test("keeps the sum of a large picture exact")
  func largePicture() throws {
    let session = try rehearsal.open()
    let pixels = [UInt8](repeating: 255, count: 3 * 400 * 301)
    try session.push(rgb: pixels, width: 400, height: 301, at: 0, to: "frame")
    let sum = Float((3 * 400 * 301 * 255) % (1 << 24))
    #expect(
      try session.finish() == [.vector(output: "size", time: 0, values: [400, 301, sum])])
  }

  @Test("sends texts back")
  func texts() throws {
    let session = try rehearsal.open()
    try session.push(text: "", to: "text")
    try session.push(text: "żółć 🎬", to: "text")
    #expect(
      try session.finish() == [
        .label(output: "text", time: 0, label: "", score: nil, box: nil),
        .label(output: "text", time: 0, label: "żółć 🎬", score: nil, box: nil),
      ])
  }
}
