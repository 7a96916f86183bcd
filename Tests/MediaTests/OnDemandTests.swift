import Media
import TestSupport
import Testing

/// Frames that are asked for when all packets are known.
@Suite struct OnDemandTests {
  let folder = TemporaryFolder()

  private func read(
    _ name: String, _ wants: [(wish: Int, start: Double, stop: Double, every: Double)]
  ) throws -> Reading {
    let path = try Clip.write(name, seconds: 10, in: folder)
    let wish = Wish.frames(FrameWish(.gray8, isOnDemand: true))
    return try Reading(ByteSource(path: path), [.packets, wish], wants: wants)
  }

  @Test func `nothing comes where nothing was asked for`() throws {
    let reading = try read("clip.mp4", [])
    #expect(reading.packets.count == 250)
    #expect(reading.frames.isEmpty)
  }

  @Test(arguments: ["clip.mp4", "clip.mkv", "clip.ts", "clip.avi"])
  func `every frame of a stretch comes, from its start on, before its stop`(name: String) throws {
    let reading = try read(name, [(1, 3, 3.2, 0)])
    #expect(reading.times(1) == [3, 3.04, 3.08, 3.12, 3.16])
    let levels = (reading.frames[1] ?? []).map(\.level)
    for (index, level) in levels.enumerated() {
      #expect(abs(level - Clip.grey(75 + index)) <= 3)
    }
  }

  @Test func `keyframes of a stretch come where only they were asked for`() throws {
    #expect(try read("clip.mp4", [(1, 1, 7, .nan)]).times(1) == [2, 4, 6])
  }

  @Test func `stretches come in order of time, and what overlaps comes once`() throws {
    let reading = try read(
      "clip.mp4", [(1, 8, 8.1, 0), (1, 1, 1.1, 0), (1, 1.04, 1.2, 0), (1, 1, 2.2, 1)])
    #expect(reading.times(1) == [1, 1.04, 1.08, 1.12, 1.16, 2, 8, 8.04, 8.08])
  }

  @Test func `a stretch beyond the end gives what there is`() throws {
    #expect(try read("clip.mp4", [(1, 9.9, 50, 0)]).times(1) == [9.92, 9.96])
  }
}
