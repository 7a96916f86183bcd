import Wire

extension MediaWish {
  /// What a frame port asks for. `number` replaces the one in its sampling rule.
  package init(_ wish: InputPort.FrameWish, number: Double? = nil) {
    if case .packetsOnly = wish.sampling {
      self = .packets
      return
    }
    let format: Format =
      switch wish.pixelFormat {
      case .gray8: .gray8
      case .rgb8: .rgb8
      case .nv12: .nv12
      }
    let every: Double =
      switch wish.sampling {
      case .allFrames, .packetsOnly: 0
      case .keyframes: .nan
      case .every(let seconds): number ?? seconds
      case .perSecond(let rate): 1 / (number ?? rate)
      }
    self = .frames(
      Frames(
        format: format, longestSide: UInt32(clamping: wish.longestSide), every: every,
        isOnDemand: wish.isOnDemand, isExamples: wish.isExamples))
  }

  package init(_ wish: InputPort.AudioWish) {
    self = .audio(
      Audio(
        sampleRate: wish.sampleRate, channels: UInt32(clamping: wish.channels),
        block: UInt32(clamping: wish.block), hop: UInt32(clamping: wish.hop)))
  }
}

extension PluginError {
  /// An error that the program which decodes media reports.
  init(mediaKind kind: String, _ text: String) {
    let code: Code =
      switch kind {
      case "bad-request": .badInput
      case "unreadable", "unsupported", "no-such-stream": .unsupportedMedia
      case "too-large": .tooLarge
      case "cancelled": .cancelled
      default: .mediaFailed
      }
    self.init(code, text)
  }
}

extension MediaTags {
  /// Bytes of a cover.
  private static let mostCover = 16 << 20

  /// `picture` is memory that the other side sealed and shares.
  init(_ tags: MediaReply.Tags, picture: Descriptor?) {
    artist = tags.artist
    album = tags.album
    title = tags.title
    date = tags.date
    genre = tags.genre
    guard let type = tags.coverType, type.hasPrefix("image/"), type.utf8.count < 64, let picture,
      let memory = try? SharedMemory(mapping: picture, writable: false),
      memory.count <= MediaTags.mostCover
    else { return }
    cover = Cover(mediaType: type, bytes: unsafe Array(memory.bytes(0..<memory.count)))
  }
}

extension MediaInfo {
  init(_ info: MediaReply.Info) {
    self.init()
    container = info.container
    // Of a program that the media may have taken over.
    duration = info.duration.flatMap { $0.isFinite && $0 >= 0 ? $0 : nil }
    width = Int(info.width)
    height = Int(info.height)
    frameRate = info.frameRate.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    videoCodec = info.videoCodec
    audioCodec = info.audioCodec
    sampleRate = info.sampleRate.isFinite ? max(0, info.sampleRate) : 0
    channels = Int(info.channels)
  }
}
