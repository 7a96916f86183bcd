/// What a `MediaReader` hands out next. `wish` is an index into the reader's wishes.
public enum MediaItem {
  case frame(wish: Int, VideoFrame)
  /// For all wishes for packets, in order of decoding.
  case packets([VideoPacket])
  /// All packets were handed out: frames on demand may now be asked for with `want`.
  case packetsEnd
  case audio(wish: Int, AudioBlock)
  case warning(MediaWarning)
}

/// A part of the media that could not be used; everything else was.
public struct MediaWarning: Equatable, Sendable {
  /// Where it begins, seconds.
  public var time: Double
  /// One sentence.
  public var text: String

  public init(time: Double, text: String) {
    self.time = time
    self.text = text
  }
}
