import Patchbay
import PatchbayTesting
import Testing

@Suite("A session of a Swift plugin")
struct SessionTests {
  @Test("sends every kind of result to the output it is meant for")
  func results() throws {
    let session = try Rehearsal(Emitting.self).open()
    #expect(
      try session.finish() == [
        .progress(0.5),
        .segment(output: "timestamps", start: 10, stop: 20.5, label: nil, score: nil),
        .segment(output: "timestamps", start: 30, stop: 40, label: "busy", score: 0.75),
        .label(
          output: "first", time: 1, label: "z", score: nil,
          box: Box(left: 0.1, top: 0.2, width: 0.3, height: 0.4)),
        .artifact(
          output: "report", mediaType: "text/plain", name: "report.txt", bytes: Array("done".utf8)),
      ])
  }

  @Test("reads packets, asks for frames, and gets them")
  func packets() throws {
    let session = try Rehearsal(Emitting.self).open()
    try session.push(packets: [(0, 5000, true), (0.04, 80, false), (2, 6000, true)])
    try session.finishPackets()
    try session.push(gray: [0, 0, 0, 0], width: 2, height: 2, at: 15, to: "closer")
    #expect(
      session.results == [
        .vector(output: "pair", time: 0, values: [5000, 0.25]),
        .vector(output: "pair", time: 2, values: [6000, 0.25]),
        .request(input: "closer", start: 10, stop: 20, every: 0.5),
        .request(input: "closer", start: 30, stop: 40, every: nil),
        .request(input: "closer", start: 50, stop: 60, every: 0),
        .label(output: "second", time: 15, label: "y", score: 0.5, box: nil),
      ])
  }

  @Test("writes to the administrator's log")
  func log() throws {
    let rehearsal = try Rehearsal(Emitting.self)
    try rehearsal.open().finish()
    #expect(rehearsal.log == [.log("all said")])
  }

  @Test("hears that nobody waits any more")
  func cancellation() throws {
    let session = try Rehearsal(Emitting.self).open()
    session.isCancelled = true
    #expect(throws: PluginFailure.cancelled) { try session.finish() }
  }

  @Test("sees rows packed together and planes as they lie")
  func paddedRows() throws {
    let session = try Rehearsal(Seeing.self).open()
    try session.push(
      gray: [1, 2, 3, 99, 4, 5, 6], width: 3, height: 2, stride: 4, at: 1.5)
    #expect(
      try session.finish() == [
        .vector(output: "pixels", time: 1.5, values: [1, 2, 3, 4, 5, 6]),
        .vector(output: "pixels", time: 1.5, values: [4, 7]),
      ])
  }

  @Test("may be an object, and takes pictures and sound together")
  func severalInputs() throws {
    let session = try Rehearsal(Both.self).open()
    try session.push(rgb: [7, 8, 9], width: 1, height: 1, at: 0, to: "frame")
    try session.push(audio: [[1, 3], [0, -1]], rate: 22_050, at: 0.5, to: "audio")
    try session.push(rgb: [70, 8, 9], width: 1, height: 1, at: 1, to: "frame")
    #expect(
      try session.finish() == [
        .vector(output: "seen", time: 0, values: [1, 7]),
        .vector(output: "heard", time: 0.5, values: [2, -0.5]),
        .vector(output: "seen", time: 1, values: [2, 70]),
      ])
  }

  @Test("shares the plugin's model with the others")
  func model() throws {
    let rehearsal = try Rehearsal(Failing.self)
    _ = try rehearsal.open()
    let second = try rehearsal.open()
    try second.push(text: "count")
    let two = Emission.label(output: "labels", time: 0, label: "2", score: nil, box: nil)
    #expect(try second.finish() == [two])
  }
}
