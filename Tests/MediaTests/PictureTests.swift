import Media
import TestSupport
import Testing

/// Still pictures, and pictures with their times one behind the other.
@Suite struct PictureTests {
  /// A JPEG of one brightness.
  private func jpeg(_ level: UInt8, width: Int = 64, height: Int = 48) throws -> [UInt8] {
    try Stills.jpeg(width: width, height: height) { _, _ in level }
  }

  private func sequence(_ pictures: [(time: Double, bytes: [UInt8])]) -> ByteSource {
    var bytes: [UInt8] = []
    for picture in pictures {
      for word in [picture.time.bitPattern, UInt64(picture.bytes.count)] {
        bytes += (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
      }
      bytes += picture.bytes
    }
    return ByteSource(bytes: bytes, name: "the pictures")
  }

  @Test func `a picture is a video with one frame at time 0`() throws {
    let reading = try Reading(
      ByteSource(bytes: jpeg(200)),
      [.frames(FrameWish(.gray8, sampling: .every(seconds: 5), isOnDemand: true)), .packets])
    #expect(reading.info.isPictures && reading.info.width == 64 && reading.info.height == 48)
    #expect(reading.times(0) == [0])
    #expect(abs(reading.frames[0]![0].level - 200) <= 1)
    #expect(reading.packets.isEmpty)
  }

  @Test func `a JPEG is decoded near the size that is wanted`() throws {
    let bytes = try Stills.jpeg(width: 1600, height: 1200) { x, _ in UInt8(x * 255 / 1600) }
    let frame = try #require(
      try Reading(
        ByteSource(bytes: bytes), [.frames(FrameWish(.gray8, longestSide: 150))]
      ).frames[0]?.first)
    #expect((frame.width, frame.height) == (150, 113))
    #expect(abs(frame.level - 128) <= 3)
  }

  @Test func `a huge JPEG is decoded when a small picture is wanted`() throws {
    let bytes = try Stills.jpeg(width: 10_000, height: 10_000) { _, y in UInt8(y / 40) }
    let reading = try Reading(
      ByteSource(bytes: bytes), [.frames(FrameWish(.rgb8, longestSide: 640))])
    #expect(reading.frames[0]?.first?.width == 640)
    #expect(
      failure(ByteSource(bytes: bytes), [.frames(FrameWish(.rgb8))])
        == MediaError(
          .tooLarge,
          "the media is a picture of 10000x10000 pixels, which are too many to be delivered"
            + " without being scaled down"))
  }

  @Test func `a picture of absurd size is refused before it is decoded`() throws {
    var bytes = try jpeg(10)
    // The size stands in the frame header, behind its marker, length and precision.
    let marker = try #require(
      bytes.indices.first { bytes[$0] == 0xFF && bytes[$0 + 1] == 0xC0 })
    bytes.replaceSubrange(marker + 5..<marker + 9, with: [0xF0, 0, 0xF0, 0])
    #expect(
      failure(ByteSource(bytes: bytes, name: "bomb.jpg"))
        == MediaError(
          .tooLarge,
          "bomb.jpg is a picture of 61440x61440 pixels; at most 178956970 pixels are decoded"))
  }

  @Test func `a damaged JPEG`() throws {
    let bytes = try jpeg(10)
    #expect(failure(ByteSource(bytes: Array(bytes.prefix(30))))?.kind == .unreadable)
  }

  @Test func `a JPEG that is cut off comes as far as it goes, with a warning`() throws {
    let bytes = try Stills.jpeg(width: 640, height: 480) { x, y in UInt8((x * y) % 251) }
    let reading = try Reading(
      ByteSource(bytes: Array(bytes.prefix(bytes.count / 2))), [.frames(FrameWish(.gray8))])
    #expect(reading.frames[0]?.count == 1)
    #expect(reading.warnings.map(\.text) == ["a JPEG is damaged: Premature end of JPEG file"])
  }

  @Test func `pictures in a sequence come with their times`() throws {
    let source = sequence([(1.5, try jpeg(10)), (2.5, try jpeg(90)), (4, try jpeg(200))])
    let reading = try Reading(source, [.frames(FrameWish(.gray8))], isSequence: true)
    #expect(reading.times(0) == [1.5, 2.5, 4])
    #expect(zip(reading.frames[0]!, [10, 90, 200]).allSatisfy { abs($0.level - $1) <= 1 })
  }

  @Test func `a sampling rule chooses among the pictures of a sequence`() throws {
    let pictures = try (0..<40).map { (Double($0) / 4, try jpeg(UInt8($0 * 5))) }
    let reading = try Reading(
      sequence(pictures), [.frames(FrameWish(.gray8, sampling: .every(seconds: 2)))],
      isSequence: true)
    #expect(reading.times(0) == [0, 2, 4, 6, 8, 9.75])
  }

  @Test func `pictures without a time are examples, and go to wishes for examples alone`() throws {
    let source = sequence([(.nan, try jpeg(50)), (0, try jpeg(100)), (1, try jpeg(150))])
    let reading = try Reading(
      source, [.frames(FrameWish(.gray8)), .frames(FrameWish(.gray8, isExamples: true))],
      isSequence: true)
    #expect(reading.times(0) == [0, 1])
    #expect(reading.frames[1]?.count == 1 && reading.frames[1]?[0].time.isNaN == true)
  }

  @Test func `one bad picture of a sequence is told, and the others come`() throws {
    let source = sequence([(0, try jpeg(50)), (1, [1, 2, 3]), (2, try jpeg(150))])
    let reading = try Reading(source, [.frames(FrameWish(.gray8))], isSequence: true)
    #expect(reading.times(0) == [0, 2])
    #expect(
      reading.warnings == [
        MediaWarning(
          time: 1,
          text: "the pictures is not media of a kind that is known here, or it is damaged")
      ])
  }

  @Test func `a sequence that is cut off`() throws {
    var source = sequence([(0, try jpeg(50)), (1, try jpeg(150))])
    let size = try #require(source.count)
    _ = size
    source = ByteSource(bytes: Array(repeating: 0, count: 20), name: "the pictures")
    #expect(failure(source, isSequence: true)?.kind == .unreadable)
  }
}
