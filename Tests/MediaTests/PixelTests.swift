import Media
import TestSupport
import Testing

/// Size and pixel formats of what comes out.
@Suite struct PixelTests {
  let folder = TemporaryFolder()

  /// A clip of one colour, in BT.601 numbers.
  private func clip(_ luma: UInt8, _ cb: UInt8, _ cr: UInt8) throws -> ByteSource {
    let path = "\(folder.path)/\(luma)-\(cb)-\(cr).mp4"
    var form = MovieWriter.Form()
    form.options = [("crf", "1"), ("preset", "ultrafast")]
    let writer = try MovieWriter(path: path, form)
    let quarter = form.width * form.height / 4
    for _ in 0..<5 {
      try writer.add(
        luma: Array(repeating: luma, count: 4 * quarter), cb: Array(repeating: cb, count: quarter),
        cr: Array(repeating: cr, count: quarter))
    }
    try writer.finish()
    return try ByteSource(path: path)
  }

  private func first(_ source: ByteSource, _ wish: FrameWish) throws -> Reading.Frame {
    try #require(try Reading(source, [.frames(wish)]).frames[0]?.first)
  }

  @Test(arguments: [0, 64]) func `grey spans the full range`(side: Int) throws {
    let wish = FrameWish(.gray8, longestSide: side)
    #expect(try first(clip(16, 128, 128), wish).bytes.allSatisfy { $0 <= 1 })
    #expect(try first(clip(235, 128, 128), wish).bytes.allSatisfy { $0 >= 254 })
    let bytes = try first(clip(126, 128, 128), wish).bytes
    #expect((bytes.min(), bytes.max()) == (128, 128))
  }

  @Test func `colours come out as red, green and blue`() throws {
    // Pure red is Y 82, Cb 90, Cr 240.
    let frame = try first(clip(82, 90, 240), FrameWish(.rgb8))
    let middle = (90 * 320 + 160) * 3
    #expect(frame.bytes[middle] > 250)
    #expect(frame.bytes[middle + 1] < 5 && frame.bytes[middle + 2] < 5)
  }

  @Test func `NV12 keeps the source's numbers`() throws {
    let frame = try first(clip(82, 90, 240), FrameWish(.nv12))
    #expect(frame.bytes.count == 320 * 180 * 3 / 2)
    #expect(abs(Int(frame.bytes[0]) - 82) <= 1)
    #expect(abs(Int(frame.bytes[320 * 180]) - 90) <= 1)
    #expect(abs(Int(frame.bytes[320 * 180 + 1]) - 240) <= 1)
  }

  @Test func `the longest side bounds the size and keeps the shape`() throws {
    let source = try clip(100, 128, 128)
    let frame = try first(source, FrameWish(.gray8, longestSide: 100))
    #expect((frame.width, frame.height) == (100, 56))
    let large = try first(source, FrameWish(.gray8, longestSide: 4000))
    #expect((large.width, large.height) == (320, 180))
  }

  @Test func `a frame as JPEG decodes to the same picture`() throws {
    let frame = try first(clip(126, 128, 128), FrameWish(.jpeg(quality: 90), longestSide: 80))
    let again = try first(ByteSource(bytes: frame.bytes), FrameWish(.gray8))
    #expect((again.width, again.height) == (80, 45))
    #expect(again.bytes.allSatisfy { abs(Int($0) - 128) <= 2 })
  }

  /// The clip of a camera that lay on its side: what is stored left is the top.
  private func turnedClip() throws -> ByteSource {
    let path = "\(folder.path)/turned.mp4"
    let writer = try MovieWriter(path: path)
    let luma = (0..<320 * 180).map { UInt8($0 % 320 < 160 ? 40 : 200) }
    let chroma = [UInt8](repeating: 128, count: 160 * 90)
    for _ in 0..<60 { try writer.add(luma: luma, cb: chroma, cr: chroma) }
    try writer.finish()
    var bytes = try #require(readFile(path))
    let name = try #require(
      bytes.indices.first { bytes[$0...].prefix(4).elementsEqual("tkhd".utf8) })
    // The matrix that turns by 90 degrees clockwise, in 16.16 numbers.
    let matrix: [UInt32] = [0, 0x10000, 0, 0xFFFF_0000, 0, 0, 180 << 16, 0, 0x4000_0000]
    bytes.replaceSubrange(
      name + 44..<name + 80,
      with: matrix.flatMap { number in
        (0..<4).map { UInt8(truncatingIfNeeded: number >> (24 - 8 * $0)) }
      })
    return ByteSource(bytes: bytes)
  }

  @Test(arguments: [Sampling.allFrames, .keyframes])
  func `frames are turned for display`(sampling: Sampling) throws {
    let wishes: [Wish] = [
      .frames(FrameWish(.gray8, longestSide: 160, sampling: sampling)),
      .frames(FrameWish(.rgb8, sampling: sampling)), .frames(FrameWish(.nv12, sampling: sampling)),
    ]
    let reading = try Reading(turnedClip(), wishes)
    #expect((reading.info.width, reading.info.height, reading.info.rotation) == (180, 320, 90))
    let grey = try #require(reading.frames[0]?.first)
    #expect((grey.width, grey.height) == (90, 160))
    #expect(grey.bytes[45] < 40 && grey.bytes[150 * 90 + 45] > 200)
    for (wish, rowBytes) in [(1, 540), (2, 180)] {
      let frame = try #require(reading.frames[wish]?.first)
      #expect((frame.width, frame.height) == (180, 320))
      #expect(frame.bytes[270] < 60 && frame.bytes[rowBytes * 300] > 180)
    }
  }
}
