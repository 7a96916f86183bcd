import Media
import Wire

extension Wish {
  /// The wish as it came over the wire.
  init(_ wish: MediaWish) {
    switch wish {
    case .packets: self = .packets
    case .frames(let frames):
      let format: PixelFormat =
        switch frames.format {
        case .gray8: .gray8
        case .rgb8: .rgb8
        case .nv12: .nv12
        case .jpeg(let quality): .jpeg(quality: Int(quality))
        }
      let sampling: Sampling =
        frames.every.isNaN
        ? .keyframes : frames.every > 0 ? .every(seconds: frames.every) : .allFrames
      self = .frames(
        FrameWish(
          format, longestSide: Int(frames.longestSide), sampling: sampling,
          isOnDemand: frames.isOnDemand, isExamples: frames.isExamples))
    case .audio(let audio):
      self = .audio(
        AudioWish(
          sampleRate: audio.sampleRate, channels: Int(audio.channels), block: Int(audio.block),
          hop: Int(audio.hop)))
    }
  }
}

extension MediaReply.Info {
  init(_ info: MediaInfo) {
    self.init()
    container = info.container
    duration = info.duration
    hasVideo = info.hasVideo
    width = UInt32(info.width)
    height = UInt32(info.height)
    rotation = UInt16(info.rotation)
    frameRate = info.frameRate
    videoCodec = info.videoCodec
    hasAudio = info.hasAudio
    audioCodec = info.audioCodec
    sampleRate = info.sampleRate
    channels = UInt32(info.channels)
    isPictures = info.isPictures
  }
}
