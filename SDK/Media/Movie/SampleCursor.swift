/// Walks through the samples of one track in order of decoding.
struct SampleCursor {
  struct Sample {
    var number: Int
    var offset: Int
    var size: Int
    /// Ticks of the track's own time.
    var decoding: Int
    var presentation: Int
    var duration: Int
    var isKey: Bool
  }

  private var number = 0
  private let count: Int
  private let sampleSize: Int
  private var sizes: SampleTable?
  private var decoding = 0
  private var durations: RunTable?
  private var offsets: RunTable?
  private var chunkRuns: SampleTable?
  private var chunks: SampleTable?
  private let hasLongOffsets: Bool
  private var keys: SampleTable?
  private var nextKey = 0
  /// The chunk, its place in the file, and the samples that are left of it.
  private var chunk = -1
  private var chunkRun = 0
  private var position = 0
  private var leftInChunk = 0

  init(_ track: MovieTrack) {
    count = track.sampleCount
    sampleSize = track.sampleSize
    sizes = track.sizes
    durations = track.durations.map(RunTable.init)
    offsets = track.offsets.map(RunTable.init)
    chunkRuns = track.chunkRuns
    chunks = track.chunks
    hasLongOffsets = track.hasLongOffsets
    keys = track.keys
  }

  /// The next sample; nil at the end of the shortest table.
  mutating func next() throws(MediaError) -> Sample? {
    guard number < count else { return nil }
    if leftInChunk == 0 {
      guard try nextChunk() else { return nil }
    }
    guard let duration = try durations?.next() else { return nil }
    // Some writers put negative numbers into tables of the version that has none.
    let offset = try offsets?.next().map { Int32(bitPattern: $0) } ?? 0
    let size = sampleSize > 0 ? sampleSize : Int(try sizes?.word(number) ?? 0)
    let sample = Sample(
      number: number, offset: position, size: size, decoding: decoding,
      presentation: decoding &+ Int(offset), duration: Int(duration), isKey: try isKey())
    decoding &+= Int(duration)
    position += size
    leftInChunk -= 1
    number += 1
    return sample
  }

  private mutating func nextChunk() throws(MediaError) -> Bool {
    chunk += 1
    guard let all = chunks?.count, chunk < all, let runs = chunkRuns?.count,
      runs > 0
    else { return false }
    while chunkRun + 1 < runs,
      Int(try chunkRuns?.word(chunkRun + 1, 0) ?? 0) <= chunk + 1
    {
      chunkRun += 1
    }
    leftInChunk = Int(try chunkRuns?.word(chunkRun, 1) ?? 0)
    position = Int(try chunks?.word(chunk, 0) ?? 0)
    if hasLongOffsets {
      position = position << 32 | Int(try chunks?.word(chunk, 1) ?? 0)
    }
    // Nothing lies there, but the sums that follow must not overflow.
    return leftInChunk > 0 && (0..<1 << 60).contains(position)
  }

  private mutating func isKey() throws(MediaError) -> Bool {
    guard let count = keys?.count else { return true }
    while nextKey < count, let key = try keys?.word(nextKey), Int(key) <= number + 1 {
      nextKey += 1
      if Int(key) == number + 1 { return true }
    }
    return false
  }

  /// The same place, without the pieces of tables that are in memory: to be kept for later.
  func withoutWindows() -> SampleCursor {
    var copy = self
    copy.sizes?.dropWindow()
    copy.durations?.dropWindow()
    copy.offsets?.dropWindow()
    copy.chunkRuns?.dropWindow()
    copy.chunks?.dropWindow()
    copy.keys?.dropWindow()
    return copy
  }
}
