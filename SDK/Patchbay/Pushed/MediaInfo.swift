import PatchbayABI

/// What is known of the media when a session opens; nil where unknown.
public struct MediaInfo: Sendable {
  /// Seconds.
  public var duration: Double?
  /// Pixels.
  public var width: Int?
  public var height: Int?
  /// Mean, frames per second.
  public var frameRate: Double?
  /// Hz.
  public var sampleRate: Double?
  public var channels: Int?

  init(_ media: patchbay_media) {
    duration = Self.known(media.duration)
    width = Self.known(media.width)
    height = Self.known(media.height)
    frameRate = Self.known(media.frame_rate)
    sampleRate = Self.known(media.sample_rate)
    channels = Self.known(media.channels)
  }

  init() {}

  private static func known(_ value: Double) -> Double? { value > 0 ? value : nil }
  private static func known(_ value: UInt32) -> Int? { value > 0 ? Int(value) : nil }
}
