/// The boxes of an MP4 or QuickTime file, one level at a time.
struct BoxReader {
  struct Box: Equatable {
    /// Four characters, such as "moov".
    var type: String
    /// Where its four characters stand in the file.
    var typeOffset: Int
    /// Its contents.
    var start: Int
    /// nil: up to the file's end.
    var stop: Int?
  }

  let source: ByteSource
  private var position: Int
  private let stop: Int?

  /// All boxes of the file.
  init(_ source: ByteSource) {
    self.source = source
    position = 0
    stop = nil
  }

  /// The boxes in `box`, the first of which begins `skipping` bytes after its start.
  init(_ source: ByteSource, in box: Box, skipping: Int = 0) {
    self.source = source
    position = box.start + skipping
    stop = box.stop
  }

  /// The next box; nil at the end, and where no box can be.
  mutating func next() throws(MediaError) -> Box? {
    if let stop, position + 8 > stop { return nil }
    let head = try source.bytes(at: position, count: 16)
    guard head.count >= 8 else { return nil }
    let typeBytes = head[4..<8]
    guard typeBytes.allSatisfy({ $0 >= 0x20 }) else { return nil }
    var size = BoxReader.number(head[0..<4])
    var headSize = 8
    if size == 1, head.count == 16 {
      size = BoxReader.number(head[8..<16])
      headSize = 16
    }
    let type = String(decoding: typeBytes, as: UTF8.self)
    var box = Box(
      type: type, typeOffset: position + 4, start: position + headSize, stop: stop)
    if size != 0 {
      guard size >= headSize, size < 1 << 60, stop == nil || position + size <= stop! else {
        return nil
      }
      box.stop = position + size
    }
    position = box.stop ?? .max / 2
    return box
  }

  /// The first box of this type among those that follow.
  mutating func first(_ type: String) throws(MediaError) -> Box? {
    while let box = try next() {
      if box.type == type { return box }
    }
    return nil
  }

  /// Big-endian, as all numbers in these files.
  static func number(_ bytes: some Sequence<UInt8>) -> Int {
    Int(truncatingIfNeeded: bytes.reduce(UInt64(0)) { $0 << 8 | UInt64($1) })
  }
}
