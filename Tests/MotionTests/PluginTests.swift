import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The plugin motion")
struct PluginTests {
  private func rehearsal() throws -> Rehearsal {
    try Rehearsal(library: BuildFolder.library("motion"))
  }

  private func push(_ session: RehearsedSession, _ scene: Scene, at time: Double) throws {
    try session.push(
      gray: scene.pixels(Int(time)), width: Scene.width, height: Scene.height, at: time,
      to: "frame")
  }

  @Test("finds an event in pictures that come without packets")
  func frames() throws {
    let session = try rehearsal().open()
    for time in stride(from: 0.0, to: 100, by: 2) {
      var scene = Scene()
      if time >= 50, time < 54 { scene.box = (Int(time) * 20 - 900, 70, 24, 48) }
      try push(session, scene, at: time)
    }
    let stretches = try session.finish().compactMap { emission -> [Double]? in
      if case .segment("timestamps", let start, let stop, "motion", _) = emission {
        return [start, stop]
      }
      return nil
    }
    #expect(stretches == [[43.5, 58.5]])
  }

  @Test("ignores what happens outside the region")
  func region() throws {
    let session = try rehearsal().open(["region": "0,0,0.4,1"])
    for time in stride(from: 0.0, to: 60, by: 2) {
      try push(session, Scene(box: time == 30 ? (250, 70, 24, 48) : nil), at: time)
    }
    #expect(try session.finish() == [])
  }

  @Test("asks for keyframes of all that a short recording shows")
  func requests() throws {
    let session = try rehearsal().open()
    var packets: [(time: Double, size: Int, isKey: Bool)] = []
    for frame in 0..<1200 {
      packets.append((Double(frame) / 10, frame % 20 == 0 ? 40_000 : 1000, frame % 20 == 0))
    }
    try session.push(packets: packets, to: "packets")
    try session.finishPackets()
    #expect(
      session.results == [.request(input: "frame", start: 0, stop: 120.9, every: nil)])
  }

  @Test("says what is wrong with a region")
  func badRegion() throws {
    let failure = #expect(throws: PluginFailure.self) {
      try rehearsal().open(["region": "1,2,3"])
    }
    #expect(
      failure?.sentence
        == "region '1,2,3': give left, top, width and height as four fractions of the picture, "
        + "such as 0.5,0.25,0.3,0.3")
  }

  @Test("says which pictures are too small")
  func tiny() throws {
    let session = try rehearsal().open()
    let failure = #expect(throws: PluginFailure.self) {
      try session.push(
        gray: [UInt8](repeating: 0, count: 100), width: 10, height: 10, at: 0, to: "frame")
    }
    #expect(failure?.sentence == "the picture is 10x10; motion needs at least 24x24 pixels")
  }

  @Test("finds nothing in a session without media")
  func nothing() throws {
    #expect(try rehearsal().open().finish() == [])
  }
}
