import Media
import TestSupport
import Testing

/// Which frames come out, of a clip of 25 frames a second with a keyframe every 2 seconds.
@Suite struct SamplingTests {
  let folder = TemporaryFolder()
  let path: String

  init() throws { path = try Clip.write("clip.mp4", seconds: 10, in: folder) }

  private func read(
    _ sampling: Sampling, and others: [Wish] = []
  ) throws -> [Reading.Frame] {
    let wish = Wish.frames(FrameWish(.gray8, sampling: sampling))
    return try Reading(ByteSource(path: path), [wish] + others).frames[0] ?? []
  }

  @Test func `all frames come out in order, each with its own picture`() throws {
    let frames = try read(.allFrames)
    #expect(frames.count == 250)
    for (number, frame) in frames.enumerated() {
      #expect(abs(frame.time - Double(number) / 25) < 1e-6)
      #expect(abs(frame.level - Clip.grey(number)) <= 3)
    }
  }

  @Test func `keyframes alone come out, and are marked`() throws {
    let frames = try read(.keyframes)
    #expect(frames.map(\.time) == [0, 2, 4, 6, 8])
    #expect(frames.allSatisfy { $0.isKey })
    #expect(abs(frames[3].level - Clip.grey(150)) <= 3)
  }

  @Test func `a sparse grid takes keyframes where they are close enough`() throws {
    let two = try read(.every(seconds: 2)).map(\.time)
    #expect(two == [0, 2, 4, 6, 8])
    #expect(try read(.every(seconds: 4)).map(\.time) == [0, 4, 8])
    // Points 0, 3, 6, 9: the keyframe nearest to each, within 1.5 seconds.
    #expect(try read(.every(seconds: 3)).map(\.time) == [0, 2, 6, 8])
  }

  @Test func `a fine grid takes the frames between keyframes too`() throws {
    let frames = try read(.every(seconds: 0.8))
    #expect(frames.prefix(6).map { ($0.time * 100).rounded() / 100 } == [0, 0.8, 1.6, 2, 3.2, 4])
    let five = try read(.perSecond(5)).map(\.time)
    #expect(five.count == 50)
  }

  @Test(arguments: [Sampling.keyframes, .every(seconds: 2), .every(seconds: 0.8), .perSecond(5)])
  func `a wish gets the same bytes alone and beside others`(_ sampling: Sampling) throws {
    let alone = try read(sampling)
    let shared = try read(
      sampling,
      and: [.frames(FrameWish(.rgb8, longestSide: 64)), .packets, .audio(AudioWish())])
    #expect(alone == shared)
  }

  @Test func `a grid finer than the frames gives every frame once`() throws {
    #expect(try read(.perSecond(1000)).count == 250)
  }

  @Test func `packets tell times, sizes and keyframes of the whole stream`() throws {
    let reading = try Reading(ByteSource(path: path), [.packets])
    #expect(reading.saidPacketsEnd)
    #expect(reading.packets.count == 250)
    #expect(reading.packets.filter(\.isKey).map(\.time) == [0, 2, 4, 6, 8])
    let times = reading.packets.map(\.time).sorted()
    for (number, time) in times.enumerated() { #expect(abs(time - Double(number) / 25) < 1e-6) }
    #expect(reading.packets.allSatisfy { abs($0.duration - 0.04) < 1e-6 && $0.size > 0 })
  }
}
