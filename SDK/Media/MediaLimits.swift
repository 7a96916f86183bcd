/// How large media may be before it is refused.
public struct MediaLimits: Equatable, Sendable {
  /// Pixels of one picture, before scaling.
  public var pixels = 178_956_970
  /// Bytes that a progressive JPEG may need while it is decoded: it cannot be scaled early.
  public var progressiveBytes = 256 << 20
  /// Bytes of compressed video that may wait for a sampling decision.
  public var waitingBytes = 32 << 20
  /// Bytes of one delivered frame or block of audio.
  public var payloadBytes = 256 << 20

  public init() {}
}
