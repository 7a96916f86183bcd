import Glibc
import Media
import TestSupport
import Testing

/// Stretches cut out of a clip of 25 frames a second with a keyframe every 2 seconds.
@Suite struct CutTests {
  let folder = TemporaryFolder()

  private func source(_ name: String = "clip.mp4") throws -> String {
    try Clip.write(name, seconds: 10, in: folder) { $0.sampleRate = 16000 }
  }

  private func cut(
    _ source: String, _ start: Double, _ stop: Double, to name: String = "cut.mp4",
    exact: Bool = false, replaces: Bool = false
  ) throws -> CutResult {
    var options = CutOptions()
    options.isExact = exact
    options.replaces = replaces
    return try Cutter(ByteSource(path: source), options: options).cut(
      CutSegment(start: start, stop: stop, path: "\(folder.path)/\(name)"))
  }

  private func refusal(_ body: () throws -> CutResult) -> MediaError? {
    do {
      _ = try body()
      return nil
    } catch {
      return error as? MediaError
    }
  }

  /// Expects the file to hold the frames `numbers` of the source, from time 0 on.
  private func expect(_ path: String, holds numbers: Range<Int>) throws {
    let reading = try Reading(ByteSource(path: path), [.frames(FrameWish(.gray8))])
    let frames = reading.frames[0] ?? []
    #expect(frames.count == numbers.count)
    for (frame, number) in zip(frames, numbers) {
      #expect(abs(frame.level - Clip.grey(number)) <= 4, "frame \(number)")
      #expect(abs(frame.time - Double(number - numbers.lowerBound) / 25) < 0.002)
    }
  }

  @Test(arguments: ["cut.mp4", "cut.mkv", "cut.ts"])
  func `a copy starts at the keyframe before and stops just behind`(name: String) throws {
    let result = try cut(source(), 3, 5, to: name)
    #expect(result.start == 2)
    #expect(result.stop >= 5 && result.stop < 5.2)
    let frames = Int((result.stop * 25).rounded()) - 50
    let path = "\(folder.path)/\(name)"
    let reading = try Reading(
      ByteSource(path: path), [.frames(FrameWish(.gray8)), .audio(AudioWish())])
    let levels = (reading.frames[0] ?? []).map(\.level)
    #expect(levels.count >= 75 && levels.count <= frames)
    #expect(zip(levels, 50...).allSatisfy { abs($0 - Clip.grey($1)) <= 4 })
    let sound = reading.audio[1]?.reduce(0) { $0 + $1.samples } ?? 0
    #expect(abs(Double(sound) / 16000 - 3) < 0.2)
    #expect(readFile(path + ".part") == nil)
  }

  @Test(arguments: ["clip.mkv", "clip.ts"])
  func `other containers are cut at their keyframes too`(name: String) throws {
    let result = try cut(source(name), 4.5, 6.5)
    #expect(abs(result.start - 4) < 0.001)
    let reading = try Reading(
      ByteSource(path: "\(folder.path)/cut.mp4"), [.frames(FrameWish(.gray8))])
    #expect(abs((reading.frames[0]?.first?.level ?? 0) - Clip.grey(100)) <= 4)
  }

  @Test func `an exact cut has the very frames, with whole groups copied`() throws {
    let result = try cut(source(), 1.2, 8.4, exact: true)
    #expect(abs(result.start - 1.2) < 0.001 && abs(result.stop - 8.4) < 0.001)
    #expect(result.note == nil)
    try expect(result.path, holds: 30..<210)
  }

  @Test func `an exact cut within one group is encoded anew, and says so`() throws {
    let result = try cut(source(), 2.4, 3.6, exact: true)
    #expect(
      result.note
        == "its video was encoded anew, all of it: no whole group of pictures lies inside")
    try expect(result.path, holds: 60..<90)
  }

  @Test func `an exact cut at keyframes copies everything`() throws {
    let result = try cut(source(), 2, 6, exact: true)
    #expect(result.note == nil)
    try expect(result.path, holds: 50..<150)
  }

  @Test func `an exact cut out of a stream into another container`() throws {
    let result = try cut(source("clip.ts"), 1.2, 8.4, to: "cut.mkv", exact: true)
    try expect(result.path, holds: 30..<210)
  }

  @Test func `many stretches from one opening`() throws {
    let cutter = try Cutter(ByteSource(path: source()))
    let starts = [6.0, 0, 4, 2]
    for start in starts {
      let result = try cutter.cut(
        CutSegment(start: start, stop: start + 1, path: "\(folder.path)/\(start).mp4"))
      #expect(result.start == start)
    }
  }

  @Test func `the source is never changed, and never overwritten`() throws {
    let path = try source()
    let before = readFile(path)
    #expect(
      refusal { try cut(path, 1, 2, to: "clip.mp4", replaces: true) }
        == MediaError(.notWritten, "clip.mp4 is the source and is never overwritten"))
    _ = try cut(path, 1, 2)
    #expect(readFile(path) == before)
  }

  @Test func `a file that is there already is replaced only when that is wanted`() throws {
    let path = try source()
    _ = try cut(path, 1, 2)
    #expect(
      refusal { try cut(path, 1, 2) }
        == MediaError(.notWritten, "cut.mp4 exists already and is not overwritten"))
    #expect(refusal { try cut(path, 3, 5, replaces: true) } == nil)
  }

  @Test func `stretches that cannot be`() throws {
    let path = try source()
    #expect(
      refusal { try cut(path, 5, 3) }
        == MediaError(.badRequest, "5.0 s to 3.0 s is not a stretch of time"))
    #expect(
      refusal { try cut(path, 50, 60) }
        == MediaError(
          .badRequest, "50.0 s to 60.0 s lies behind the end of clip.mp4 (10.0 s)"))
    #expect(
      refusal { try cut(path, 1, 2, to: "cut.xyz123") } == nil)
    #expect(
      refusal { try cut(path, 1, 2, to: "no/such/folder.mp4") }
        == MediaError(.notWritten, "folder.mp4: cannot create it: No such file or directory"))
  }
}
