/// Encoded pictures with their times, one behind the other in one source.
///
/// Either a single picture, shown at time 0, or records: the time in seconds (`Double`,
/// little-endian; NaN: an example), the byte count (`UInt64`, little-endian), then the picture.
final class PictureFile {
  struct Entry {
    /// Seconds; NaN for an example.
    var time: Double
    var offset: Int
    var count: Int
  }

  private let source: ByteSource
  private let isSequence: Bool
  private let limits: MediaLimits
  private var position = 0
  private var number = 0

  init(_ source: ByteSource, isSequence: Bool, limits: MediaLimits) {
    self.source = source
    self.isSequence = isSequence
    self.limits = limits
  }

  /// The next picture's place; nil at the end.
  func next() throws(MediaError) -> Entry? {
    if !isSequence {
      if number > 0 { return nil }
      number = 1
      return Entry(time: 0, offset: 0, count: .max)
    }
    let head = try source.bytes(at: position, count: 16)
    if head.isEmpty { return nil }
    number += 1
    guard head.count == 16 else { throw cutOff() }
    let words = [head[0..<8], head[8..<16]].map { bytes in
      bytes.reversed().reduce(UInt64(0)) { $0 << 8 | UInt64($1) }
    }
    let time = Double(bitPattern: words[0])
    guard time.isNaN || abs(time) < 1e12 else {
      throw MediaError(.unreadable, "picture \(number) of \(source.name) has no valid time")
    }
    guard let count = Int(exactly: words[1]), count <= limits.payloadBytes else {
      throw MediaError(
        .tooLarge,
        "picture \(number) of \(source.name) has \(words[1]) bytes;"
          + " at most \(limits.payloadBytes) are read")
    }
    let entry = Entry(time: time, offset: position + 16, count: count)
    position += 16 + count
    return entry
  }

  private func cutOff() -> MediaError {
    MediaError(.unreadable, "\(source.name) is cut off in the middle of picture \(number)")
  }

  /// The encoded picture. Waits until all of it is there.
  func bytes(_ entry: Entry) throws(MediaError) -> [UInt8] {
    if entry.count != .max {
      let bytes = try source.bytes(at: entry.offset, count: entry.count)
      guard bytes.count == entry.count else { throw cutOff() }
      return bytes
    }
    var bytes: [UInt8] = []
    while true {
      let more = try source.bytes(at: bytes.count, count: 1 << 20)
      if more.isEmpty { return bytes }
      bytes += more
      if bytes.count > limits.payloadBytes {
        throw MediaError(
          .tooLarge,
          "\(source.name) is a picture of more than \(limits.payloadBytes) bytes")
      }
    }
  }
}
