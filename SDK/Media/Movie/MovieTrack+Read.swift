extension MovieTrack {
  /// Reads the header of the track in `box`.
  init(_ source: ByteSource, _ box: BoxReader.Box, _ movieTimescale: Int) throws(MediaError) {
    var edits: BoxReader.Box?
    var inner = BoxReader(source, in: box)
    while let part = try inner.next() {
      switch part.type {
      case "tkhd":
        let head = try source.bytes(at: part.start, count: 24)
        guard head.count == 24 else { break }
        id = BoxReader.number(head[0] == 1 ? head[20..<24] : head[12..<16])
      case "edts":
        var list = BoxReader(source, in: part)
        edits = try list.first("elst")
      case "mdia": try readMedia(source, part)
      default: break
      }
    }
    if let edits { try readEdits(source, edits, movieTimescale) }
    let isComplete =
      durations != nil && chunkRuns != nil && chunks != nil && (sizes != nil || sampleSize > 0)
    // Samples of a few bytes are raw sound, which is read in larger pieces.
    isPlain = isPlain && timescale > 0 && isComplete && (sampleSize == 0 || sampleSize > 64)
  }

  private mutating func readMedia(
    _ source: ByteSource, _ box: BoxReader.Box
  ) throws(MediaError) {
    var inner = BoxReader(source, in: box)
    while let part = try inner.next() {
      switch part.type {
      case "mdhd":
        let head = try source.bytes(at: part.start, count: 24)
        guard head.count == 24 else { break }
        timescale = BoxReader.number(head[0] == 1 ? head[20..<24] : head[12..<16])
      case "hdlr":
        let head = try source.bytes(at: part.start, count: 12)
        handler = String(decoding: head.suffix(4), as: UTF8.self)
      case "minf":
        var tables = BoxReader(source, in: part)
        if let table = try tables.first("stbl") { try readTables(source, table) }
      default: break
      }
    }
  }

  private mutating func readTables(
    _ source: ByteSource, _ box: BoxReader.Box
  ) throws(MediaError) {
    var inner = BoxReader(source, in: box)
    while let part = try inner.next() {
      guard let stop = part.stop else { continue }
      let head = try source.bytes(at: part.start, count: 12)
      guard head.count == 12 else { continue }
      let count = BoxReader.number(head[4..<8])
      func table(_ width: Int) -> SampleTable? {
        SampleTable(source, start: part.start + 8, stop: stop, width: width, count: count)
      }
      switch part.type {
      case "stsd":
        let entry = try source.bytes(at: part.start + 12, count: 4)
        let isEncrypted = entry.starts(with: "enc".utf8)
        if count != 1 || isEncrypted { isPlain = false }
        continue
      case "stts": durations = table(2)
      case "ctts":
        offsets = table(2)
        if offsets == nil { isPlain = false }
      case "stsc": chunkRuns = table(3)
      case "stco": chunks = table(1)
      case "co64":
        chunks = table(2)
        hasLongOffsets = true
      case "stss":
        keys = table(1)
        if keys == nil { isPlain = false }
      case "stsz":
        sampleSize = count
        sampleCount = BoxReader.number(head[8..<12])
        if sampleSize == 0 {
          sizes = SampleTable(
            source, start: part.start + 12, stop: stop, width: 1, count: sampleCount)
        }
      case "stz2", "stps": isPlain = false
      default: continue
      }
      tableNames.append(part.typeOffset)
    }
  }

  /// One stretch of the track, perhaps after a pause, is understood; a cut-up track is not.
  private mutating func readEdits(
    _ source: ByteSource, _ box: BoxReader.Box, _ movieTimescale: Int
  ) throws(MediaError) {
    let head = try source.bytes(at: box.start, count: 8 + 2 * 20)
    guard head.count >= 8 else { return }
    let isLong = head[0] == 1
    let entrySize = isLong ? 20 : 12
    let count = BoxReader.number(head[4..<8])
    if count == 0 { return }
    guard count <= 2, head.count >= 8 + count * entrySize else {
      isPlain = false
      return
    }
    for index in 0..<count {
      let at = 8 + index * entrySize
      let half = isLong ? 8 : 4
      let duration = BoxReader.number(head[at..<at + half])
      let time = BoxReader.number(head[at + half..<at + 2 * half])
      let rate = BoxReader.number(head[at + 2 * half..<at + 2 * half + 4])
      if rate != 0x10000 { isPlain = false }
      // Beyond any recording: thousands of years.
      let bound = 1 << 47
      guard duration >= 0, duration < bound, time < bound || !isLong else {
        isPlain = false
        return
      }
      if time == (isLong ? -1 : 0xFFFF_FFFF) {
        if index != 0 || count != 2 { isPlain = false }
        start += MovieTrack.scale(duration, timescale, movieTimescale)
      } else {
        if index != count - 1 || time < 0 { isPlain = false }
        start -= time
        // Durations are rounded to the movie's ticks: one of them more does no harm.
        if duration > 0 {
          end = time + MovieTrack.scale(duration + 1, timescale, movieTimescale)
        }
      }
    }
  }

  /// `ticks` of one clock in those of another; without the overflow that hostile numbers cause.
  private static func scale(_ ticks: Int, _ to: Int, _ from: Int) -> Int {
    Int((Double(ticks) * Double(to) / Double(from)).rounded())
  }
}
