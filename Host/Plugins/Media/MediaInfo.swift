/// What is known of a medium once its header was read.
package struct MediaInfo: Equatable, Sendable {
  /// Such as "mov,mp4,m4a,3gp,3g2,mj2"; empty if unknown.
  package var container = ""
  /// Seconds.
  package var duration: Double?
  /// Pixels, as displayed; 0 without video.
  package var width = 0
  package var height = 0
  /// Mean frames per second.
  package var frameRate: Double?
  package var videoCodec: String?
  package var audioCodec: String?
  /// Hz; 0 without audio.
  package var sampleRate = 0.0
  package var channels = 0

  package init() {}
}
