/// What is known of a medium once its header was read.
public struct MediaInfo: Equatable, Sendable {
  /// libav's name, such as "mov,mp4,m4a,3gp,3g2,mj2"; "jpeg" for a JPEG picture.
  public var container = ""
  /// Seconds; nil where unknown.
  public var duration: Double?
  public var hasVideo = false
  /// Pixels, as displayed; 0 without video.
  public var width = 0
  public var height = 0
  /// Degrees by which frames are turned clockwise for display, as the medium asks: 0, 90, 180
  /// or 270.
  public var rotation = 0
  /// Mean frames per second.
  public var frameRate: Double?
  /// Such as "h264".
  public var videoCodec: String?
  public var hasAudio = false
  public var audioCodec: String?
  /// Hz; 0 without audio.
  public var sampleRate = 0.0
  public var channels = 0
  /// Whether it is a single picture, or pictures one by one, so that it has no packets.
  public var isPictures = false
  public var tags = MediaTags()

  public init() {}
}

extension MediaInfo {
  init(_ demuxer: Demuxer) {
    container = demuxer.container
    duration = demuxer.duration
    if let video = demuxer.video {
      hasVideo = true
      let isUpright = video.rotation % 180 == 0
      width = isUpright ? video.width : video.height
      height = isUpright ? video.height : video.width
      rotation = video.rotation
      frameRate = video.frameRate
      videoCodec = video.codec
    }
    if let audio = demuxer.audio {
      hasAudio = true
      audioCodec = audio.codec
      sampleRate = audio.sampleRate
      channels = audio.channels
    }
    isPictures = container.hasSuffix("_pipe")
    tags = MediaTags(demuxer)
  }
}
