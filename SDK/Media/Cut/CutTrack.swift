internal import CMedia

/// The streams of a file that is being cut, and where they have come to.
final class CutTrack {
  private let muxer: Muxer
  private let demuxer: Demuxer
  private let videoStream: Int?
  private let audioStream: Int?
  /// The time in the source that becomes 0 in the file.
  private let origin: Double
  /// No more pictures follow.
  var hasEnded = false
  private var audioEnded = false
  /// No picture before this time follows.
  var lastVideo = -Double.infinity
  /// The latest picture that was copied.
  private(set) var lastShown = -Double.infinity
  /// End of what was written, in the source's time; nil if nothing was.
  private(set) var stop: Double?

  /// `copiesVideo`: pictures are copied; otherwise the caller adds a stream for them itself.
  init(
    _ muxer: Muxer, _ demuxer: Demuxer, origin: Double, copiesVideo: Bool = true
  ) throws(MediaError) {
    self.muxer = muxer
    self.demuxer = demuxer
    self.origin = origin
    if let video = demuxer.video, copiesVideo {
      let index = try muxer.addStream(copying: video)
      videoStream = index
      if let stream = unsafe cmedia_stream(demuxer.context, UInt32(video.index)) {
        unsafe muxer.copyRotation(to: index, from: stream)
      }
    } else {
      videoStream = nil
    }
    audioStream = try demuxer.audio.map { audio throws(MediaError) in
      try muxer.addStream(copying: audio)
    }
  }

  func copy(_ picture: CodedPicture) throws(MediaError) {
    guard case .packet(let packet) = picture.content, let stream = videoStream,
      let base = demuxer.video?.timeBase
    else { return }
    lastShown = max(lastShown, picture.time)
    stop = max(stop ?? origin, picture.time + picture.duration)
    packet.shift(by: -base.ticks(origin))
    try muxer.write(packet, to: stream, timeBase: base.rational)
  }

  /// Copies sound that belongs to the stretch up to `end`.
  func copyAudio(_ packet: Packet, before end: Double) throws(MediaError) {
    guard let audio = demuxer.audio, let stream = audioStream, !audioEnded,
      let ticks = packet.presentation ?? packet.decoding
    else { return }
    let time = audio.timeBase.seconds(ticks)
    if time < origin { return }
    if time >= end {
      audioEnded = true
      return
    }
    if demuxer.video == nil {
      stop = max(stop ?? origin, time + audio.timeBase.duration(packet.duration))
    }
    packet.shift(by: -audio.timeBase.ticks(origin))
    try muxer.write(packet, to: stream, timeBase: audio.timeBase.rational)
  }

  /// Whether nothing that belongs to the stretch up to `end` can follow.
  func isComplete(at end: Double) -> Bool {
    let videoDone = demuxer.video == nil || hasEnded
    return videoDone && (audioStream == nil || audioEnded || lastVideo > end + 2)
  }
}

extension Packet {
  /// Moves it in time by `ticks` of its stream.
  func shift(by ticks: Int64) {
    if unsafe pointer.pointee.pts != cmedia_no_time { unsafe pointer.pointee.pts += ticks }
    if unsafe pointer.pointee.dts != cmedia_no_time { unsafe pointer.pointee.dts += ticks }
  }
}
