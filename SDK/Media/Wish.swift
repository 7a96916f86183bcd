/// What one consumer wants of the media. All wishes of a run are served from one decode.
public enum Wish: Equatable, Sendable {
  case frames(FrameWish)
  /// Times, sizes and key flags of the video's packets, without pixels.
  case packets
  case audio(AudioWish)

  var needsVideo: Bool {
    if case .audio = self { return false }
    return true
  }
}

/// Which frames a consumer wants, and in what form.
public struct FrameWish: Equatable, Sendable {
  public var format: PixelFormat
  /// Pixels; larger frames are scaled down; 0: as they are.
  public var longestSide: Int
  public var sampling: Sampling
  /// Delivered only where they are asked for once all packets are known; pictures without
  /// packets are delivered by the sampling rule.
  public var isOnDemand: Bool
  /// Takes the pictures that serve as examples, and nothing else.
  public var isExamples: Bool

  public init(
    _ format: PixelFormat, longestSide: Int = 0, sampling: Sampling = .allFrames,
    isOnDemand: Bool = false, isExamples: Bool = false
  ) {
    self.format = format
    self.longestSide = longestSide
    self.sampling = sampling
    self.isOnDemand = isOnDemand
    self.isExamples = isExamples
  }
}

/// Which frames of a video are delivered.
public enum Sampling: Equatable, Sendable {
  /// Every frame that decodes.
  case allFrames
  /// Frames that decode on their own.
  case keyframes
  /// One frame every so many seconds: for each step of the grid the keyframe nearest to it,
  /// if there is one within half a step, otherwise the frame nearest to it.
  case every(seconds: Double)
  /// So many frames per second, chosen as for `every`.
  case perSecond(Double)

  /// Seconds from one frame to the next; 0: all of them; NaN: keyframes.
  var step: Double {
    switch self {
    case .allFrames: 0
    case .keyframes: .nan
    case .every(let seconds): seconds
    case .perSecond(let rate): 1 / rate
    }
  }
}

/// What form of audio a consumer wants: float32, planar.
public struct AudioWish: Equatable, Sendable {
  /// Hz; 0: the source's own.
  public var sampleRate: Double
  /// 1: mixed down; 0: the source's own.
  public var channels: Int
  /// Samples per channel in one block; 0: as they come.
  public var block: Int
  /// Samples from one block's start to the next one's; 0: same as `block`.
  public var hop: Int

  public init(sampleRate: Double = 0, channels: Int = 0, block: Int = 0, hop: Int = 0) {
    self.sampleRate = sampleRate
    self.channels = channels
    self.block = block
    self.hop = hop
  }
}
