/// Reads one medium once, for all wishes together, and hands out what each of them asked for.
///
///     let reader = try MediaReader(ByteSource(path: "clip.mp4"), wishes: [
///       .frames(FrameWish(.gray8, longestSide: 320, sampling: .every(seconds: 2)))
///     ])
///     while let item = try reader.next() { ... }
///
/// Belongs to one thread at a time; `ByteSource.cancel` ends it from any thread.
public final class MediaReader {
  /// What is behind a reader: a stream, or pictures one by one.
  protocol Engine: AnyObject {
    var info: MediaInfo { get }
    var progress: Double { get }
    func next() throws(MediaError) -> MediaItem?
    func want(_ request: FrameRequest)
  }

  private let engine: any Engine
  private let wishes: [Wish]

  /// Opens `source` and reads its header. Wishes for a stream that it lacks get nothing, as
  /// `info` tells; if no wish can be served, that is an error.
  ///
  /// `isSequence`: the source consists of records, each a picture with its time (`Double`
  /// seconds, little-endian; NaN: an example), its byte count (`UInt64`), and its bytes.
  public init(
    _ source: ByteSource, wishes: [Wish], isSequence: Bool = false,
    options: MediaOptions = MediaOptions()
  ) throws(MediaError) {
    guard wishes.count <= 64 else {
      throw MediaError(.badRequest, "at most 64 wishes are served at once")
    }
    self.wishes = wishes
    let start = isSequence ? [] : try source.bytes(at: 0, count: 16)
    if isSequence || JPEGDecoder.recognises(start) {
      engine = try PictureEngine(source, wishes, isSequence: isSequence, options)
    } else if let movie = try IndexedMovie(source, start, wishes) {
      engine = try StreamEngine(source, movie.opened, wishes, options)
    } else {
      let demuxer = try Demuxer(source, seekable: MediaReader.maySeek(source, start))
      if demuxer.container.hasSuffix("_pipe") {
        engine = try PictureEngine(source, wishes, isSequence: false, options)
      } else {
        let opened = OpenedStreams(
          info: MediaInfo(demuxer), video: demuxer.video, audio: demuxer.audio,
          demuxer: demuxer, movie: nil)
        engine = try StreamEngine(source, opened, wishes, options)
      }
    }
    try MediaReader.checkStreams(engine.info, wishes, source.name)
  }

  /// What is known of the medium.
  public var info: MediaInfo { engine.info }

  /// How much of the medium was read, 0 to 1.
  public var progress: Double { min(max(engine.progress, 0), 1) }

  /// What comes next; nil at the end.
  public func next() throws(MediaError) -> MediaItem? { try engine.next() }

  /// Asks for frames with times in [start, stop) for a wish on demand, from the first packet on
  /// until `next` is called after `.packetsEnd`. Requests that overlap are merged.
  ///
  /// `every`: seconds between frames; 0: every frame; NaN: keyframes only.
  public func want(wish: Int, start: Double, stop: Double, every: Double) {
    precondition(wishes.indices.contains(wish), "no such wish")
    engine.want(FrameRequest(wish: wish, start: start, stop: stop, every: every))
  }

  /// Readers of some containers look at the end of the file first, and would wait for it while
  /// it grows. An MP4 must be read out of order, and does so only if its index comes last.
  private static func maySeek(_ source: ByteSource, _ start: [UInt8]) -> Bool {
    if source.count != nil { return true }
    guard start.count >= 8 else { return true }
    let boxes = ["ftyp", "moov", "mdat", "wide", "free", "skip", "styp", "moof"]
    return boxes.contains { start[4..<8].elementsEqual($0.utf8) }
  }

  private static func checkStreams(
    _ info: MediaInfo, _ wishes: [Wish], _ subject: String
  ) throws(MediaError) {
    if wishes.isEmpty { return }
    if wishes.contains(where: { $0.needsVideo ? info.hasVideo : info.hasAudio }) { return }
    let missing =
      wishes.allSatisfy(\.needsVideo) ? "no video" : info.hasVideo ? "no audio" : "nothing usable"
    throw MediaError(.noSuchStream, "\(subject) has \(missing) stream")
  }
}

/// Frames that a consumer asked for after it saw the packets.
struct FrameRequest {
  var wish: Int
  /// Seconds; from `start` on, before `stop`.
  var start: Double
  var stop: Double
  /// Seconds; 0: every frame; NaN: keyframes.
  var every: Double
}

/// How a `MediaReader` works.
public struct MediaOptions: Sendable {
  public var limits = MediaLimits()
  /// Threads that decode video.
  public var threads = 2

  public init() {}
}
