/// A table of big-endian 32-bit words in a file, of which a piece at a time is in memory.
///
/// The tables of a day's recording have tens of megabytes.
struct SampleTable {
  private let source: ByteSource
  private let start: Int
  /// Words in one entry.
  private let width: Int
  /// Entries.
  let count: Int
  private var window: [UInt8] = []
  /// The first word in the window.
  private var windowStart = 0

  private static let windowBytes = 64 * 1024

  /// `count` entries of `width` words each from `start` on; nil if they do not fit before `stop`.
  init?(_ source: ByteSource, start: Int, stop: Int, width: Int, count: Int) {
    guard count >= 0, count < 1 << 32, start + count * width * 4 <= stop else { return nil }
    self.source = source
    self.start = start
    self.width = width
    self.count = count
  }

  /// Word `field` of entry `index`, which must be below `count`.
  mutating func word(_ index: Int, _ field: Int = 0) throws(MediaError) -> UInt32 {
    let word = index * width + field
    if word < windowStart || (word - windowStart + 1) * 4 > window.count { try load(word) }
    let at = (word - windowStart) * 4
    return UInt32(window[at]) << 24 | UInt32(window[at + 1]) << 16
      | UInt32(window[at + 2]) << 8 | UInt32(window[at + 3])
  }

  private mutating func load(_ word: Int) throws(MediaError) {
    // A little before the word too, as tables are also read backwards.
    windowStart = max(0, word - 16)
    let left = (count * width - windowStart) * 4
    window = try source.bytes(
      at: start + windowStart * 4, count: min(SampleTable.windowBytes, left))
    guard (word - windowStart + 1) * 4 <= window.count else {
      throw MediaError(.unreadable, "\(source.name) ends in the middle of its index")
    }
  }

  /// Forgets the piece that is in memory.
  mutating func dropWindow() {
    window = []
    windowStart = 0
  }
}
