import Media
import TestSupport

/// Encoded pictures.
enum Stills {
  /// A grey JPEG whose pixels `level` tells; it is made of a raw picture (PGM) by the library.
  static func jpeg(
    width: Int, height: Int, _ level: (Int, Int) -> UInt8
  ) throws -> [UInt8] {
    var raw = Array("P5\n\(width) \(height)\n255\n".utf8)
    raw.reserveCapacity(raw.count + width * height)
    for y in 0..<height {
      for x in 0..<width { raw.append(level(x, y)) }
    }
    var options = MediaOptions()
    options.limits.payloadBytes = 1 << 30
    let reading = try Reading(
      ByteSource(bytes: raw), [.frames(FrameWish(.jpeg(quality: 95)))], options: options)
    guard let frame = reading.frames[0]?.first else {
      throw MediaError(.unreadable, "no picture was made")
    }
    return frame.bytes
  }
}
