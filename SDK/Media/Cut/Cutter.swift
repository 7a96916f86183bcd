internal import CMedia
import Glibc

/// Cuts stretches out of one recording, which it opens once and never changes.
///
/// Pictures and sound are copied as they are, so it takes no longer than reading and writing
/// them. Belongs to one thread.
public final class Cutter {
  let source: ByteSource
  let demuxer: Demuxer
  let feed: DemuxerFeed
  let options: CutOptions
  let limits: MediaLimits

  /// Opens `source`, which must be complete.
  public init(
    _ source: ByteSource, options: CutOptions = CutOptions(), limits: MediaLimits = MediaLimits()
  ) throws(MediaError) {
    self.source = source
    self.options = options
    self.limits = limits
    demuxer = try Demuxer(source)
    if demuxer.container.hasSuffix("_pipe") {
      throw MediaError(.unsupported, "\(source.name) is a picture, which cannot be cut")
    }
    feed = DemuxerFeed(demuxer)
    demuxer.select(video: true, audio: true)
  }

  /// Writes one stretch. The file appears when it is complete; after an error there is none.
  public func cut(_ segment: CutSegment) throws(MediaError) -> CutResult {
    try checkRequest(segment)
    if options.isExact, demuxer.video != nil { return try cutExactly(segment) }
    return try copy(segment)
  }

  private func checkRequest(_ segment: CutSegment) throws(MediaError) {
    let range = "\(WarningLog.clock(segment.start)) to \(WarningLog.clock(segment.stop))"
    guard segment.start.isFinite, segment.stop.isFinite, segment.start >= 0,
      segment.stop > segment.start
    else { throw MediaError(.badRequest, "\(range) is not a stretch of time") }
    if let duration = demuxer.duration, segment.start >= duration {
      throw MediaError(
        .badRequest,
        "\(range) lies behind the end of \(source.name) (\(WarningLog.clock(duration)))")
    }
    if source.isFile(at: segment.path) {
      throw MediaError(.notWritten, "\(source.name) is the source and is never overwritten")
    }
  }

  // MARK: Copying

  /// Copies from the keyframe at or before the start up to the first packet after the stop.
  private func copy(_ segment: CutSegment) throws(MediaError) -> CutResult {
    let begin = try goToStart(segment.start)
    let muxer = try Muxer(path: segment.path, container: "mp4", replaces: options.replaces)
    let track = try CutTrack(muxer, demuxer, origin: begin)
    try muxer.writeHeader()
    while let item = try feed.next() {
      switch item {
      case .video(let picture):
        track.lastVideo = picture.horizon
        if picture.time < begin || track.hasEnded { break }
        // What is shown before a picture that is copied already belongs to it.
        if picture.horizon >= segment.stop, picture.time > track.lastShown {
          track.hasEnded = true
        } else {
          try track.copy(picture)
        }
      case .audio(let packet): try track.copyAudio(packet, before: segment.stop)
      }
      if track.isComplete(at: segment.stop) { break }
    }
    guard let stop = track.stop else {
      throw MediaError(
        .badRequest,
        "\(source.name) holds nothing between \(WarningLog.clock(segment.start))"
          + " and \(WarningLog.clock(segment.stop))")
    }
    try muxer.finish()
    return CutResult(path: segment.path, start: begin, stop: stop, note: nil)
  }

  /// Goes to where a copy must start to be read, and returns its time: that of a keyframe.
  func goToStart(_ start: Double) throws(MediaError) -> Double {
    guard let begin = try feed.seekKeyframe(before: start) else { return start }
    // Containers other than MP4 keep the sound that goes with a picture before or behind it.
    let isIndexed = demuxer.container.hasPrefix("mov")
    try feed.seek(before: isIndexed ? begin : max(begin - 1, 0))
    return begin
  }
}

extension ByteSource {
  /// Whether `path` leads to these very bytes.
  func isFile(at path: String) -> Bool {
    guard case .descriptor(let descriptor, _) = storage else { return false }
    var (ours, theirs) = (stat(), stat())
    return unsafe fstat(descriptor, &ours) == 0 && stat(path, &theirs) == 0
      && ours.st_dev == theirs.st_dev && ours.st_ino == theirs.st_ino
  }
}
