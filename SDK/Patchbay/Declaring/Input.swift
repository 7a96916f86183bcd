/// One input port: what the plugin wants, so that the host adapts the media to it.
public struct Input: Sendable {
  /// For programs: `[a-z0-9-]+`, unique among the inputs. Must not change.
  public var name: String
  /// For people: one sentence.
  public var summary: String
  /// The port may stay empty in a session.
  public var isOptional: Bool
  var wish: Wish

  enum Wish: Sendable {
    case frames(FrameWish)
    case audio(AudioWish)
    case text(many: Bool)
  }

  struct FrameWish: Sendable {
    var format: PixelFormat
    var longestSide: Int
    var sampling: Sampling
    var isOnDemand = false
    var isExamples = false
  }

  struct AudioWish: Sendable {
    var rate: Double
    var channels: Int
    var block: Int
    var hop: Int
  }
}

extension Input {
  /// Pictures, decoded and scaled.
  ///
  /// - Parameters:
  ///   - longestSide: pixels; larger frames are scaled down. 0: as they are.
  ///   - onDemand: only the frames that the plugin asks for with ``Results/requestFrames(in:every:from:)``
  ///     once it has seen the packets, and by `sampling` where the source has no packets.
  public static func frames(
    _ format: PixelFormat, longestSide: Int = 0, sampling: Sampling = .all, onDemand: Bool = false,
    optional: Bool = false, name: String = "frame", summary: String = "The pictures."
  ) -> Self {
    let wish = FrameWish(
      format: format, longestSide: longestSide, sampling: sampling, isOnDemand: onDemand)
    return Self(name: name, summary: summary, isOptional: optional, wish: .frames(wish))
  }

  /// Pictures that show what to look for: pushed before all others, without a time.
  public static func examples(
    _ format: PixelFormat, longestSide: Int = 0, optional: Bool = false, name: String = "example",
    summary: String = "Pictures that serve as examples."
  ) -> Self {
    let wish = FrameWish(
      format: format, longestSide: longestSide, sampling: .all, isExamples: true)
    return Self(name: name, summary: summary, isOptional: optional, wish: .frames(wish))
  }

  /// The sizes and key flags of the video's compressed packets: no decoding, no pixels.
  public static func packets(
    optional: Bool = false, name: String = "packets",
    summary: String = "The sizes and times of the video's packets."
  ) -> Self {
    let wish = FrameWish(format: .gray8, longestSide: 0, sampling: .packetsOnly)
    return Self(name: name, summary: summary, isOptional: optional, wish: .frames(wish))
  }

  /// Sound: 32-bit floats, nominally -1 to 1.
  ///
  /// - Parameters:
  ///   - rate: samples per second. 0: the source's own.
  ///   - channels: 1: mixed down. 0: the source's own.
  ///   - block: samples per channel in one push. 0: as they come.
  ///   - hop: samples from one block's start to the next. 0: same as `block`.
  public static func audio(
    rate: Double = 0, channels: Int = 0, block: Int = 0, hop: Int = 0, optional: Bool = false,
    name: String = "audio", summary: String = "The sound."
  ) -> Self {
    let wish = AudioWish(rate: rate, channels: channels, block: block, hop: hop)
    return Self(name: name, summary: summary, isOptional: optional, wish: .audio(wish))
  }

  /// Text in UTF-8, one or many in a session.
  public static func text(
    many: Bool = false, optional: Bool = false, name: String = "text", summary: String = "The text."
  ) -> Self {
    Self(name: name, summary: summary, isOptional: optional, wish: .text(many: many))
  }
}

extension Input {
  var isOnDemand: Bool {
    if case .frames(let wish) = wish { wish.isOnDemand } else { false }
  }

  var takesPackets: Bool {
    if case .frames(let wish) = wish, case .packetsOnly = wish.sampling { true } else { false }
  }
}
