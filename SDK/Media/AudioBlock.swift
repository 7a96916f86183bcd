/// One block of audio as one wish asked for it.
public struct AudioBlock: Sendable {
  /// Of the first sample, seconds.
  public var time: Double
  /// Hz.
  public var sampleRate: Double
  public var channels: Int
  /// Per channel.
  public var samples: Int
  /// `channels` planes of `samples` values each, one behind the other, nominally -1 to 1.
  public var values: [Float]
}
