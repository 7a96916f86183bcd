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
  /// Where they were asked for.
  package var tags: MediaTags?

  package init() {}
}

/// What a file says of its music. Texts that it does not have are empty.
package struct MediaTags: Equatable, Sendable {
  package var artist = ""
  package var album = ""
  package var title = ""
  package var date = ""
  /// Several are separated by ';'.
  package var genre = ""
  package var cover: Cover?

  package init() {}

  /// A picture within the file. What it says of itself is not to be trusted.
  package struct Cover: Equatable, Sendable {
    package var mediaType: String
    package var bytes: [UInt8]

    package init(mediaType: String, bytes: [UInt8]) {
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }
}
