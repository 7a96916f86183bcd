/// The index of an MP4 or QuickTime file: where each sample lies, how large it is, and when it is
/// shown, without reading the media and with next to no memory.
struct MovieIndex {
  private(set) var tracks: [MovieTrack] = []
  /// Ticks per second of the movie's own time.
  private var timescale = 1

  /// Reads the header of `source`, waiting for it if it is to come; nil if the file is of another
  /// kind, damaged, or more than this understands.
  init?(_ source: ByteSource) throws(MediaError) {
    var boxes = BoxReader(source)
    guard let movie = try boxes.first("moov"), movie.stop != nil else { return nil }
    var inner = BoxReader(source, in: movie)
    var trackBoxes: [BoxReader.Box] = []
    while let box = try inner.next() {
      switch box.type {
      case "mvhd":
        let head = try source.bytes(at: box.start, count: 24)
        guard head.count == 24 else { return nil }
        timescale = BoxReader.number(head[0] == 1 ? head[20..<24] : head[12..<16])
      case "trak": trackBoxes.append(box)
      // Fragments, and headers that are themselves compressed.
      case "mvex", "cmov": return nil
      default: break
      }
    }
    guard timescale > 0, !trackBoxes.isEmpty else { return nil }
    for box in trackBoxes { tracks.append(try MovieTrack(source, box, timescale)) }
  }

  /// Where the names of the tables of all tracks stand, or of those that are not `handler`.
  func tableNames(except handler: String? = nil) -> [Int] {
    tracks.filter { $0.handler != handler }.flatMap(\.tableNames)
  }
}
