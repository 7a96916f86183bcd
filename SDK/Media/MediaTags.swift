internal import CMedia

/// What a file says of its music: tags, and the picture of its cover. Texts that it does not have
/// are empty.
public struct MediaTags: Equatable, Sendable {
  /// A picture within the file, as it is.
  public struct Cover: Equatable, Sendable {
    /// Such as "image/jpeg".
    public var mediaType: String
    public var bytes: [UInt8]

    public init(mediaType: String, bytes: [UInt8]) {
      self.mediaType = mediaType
      self.bytes = bytes
    }
  }

  public var artist = ""
  public var album = ""
  public var title = ""
  /// As the file has it; mostly a year, or an ISO date.
  public var date = ""
  /// Several are separated by ';'.
  public var genre = ""
  public var cover: Cover?

  public init() {}

  /// Bytes of one text; more is no tag but a mistake.
  static let mostBytes = 2048
  /// Bytes of a cover; a larger one is left out.
  public static let mostCoverBytes = 16 << 20
}

extension MediaTags {
  /// Most containers have their tags as a whole, Ogg has them with each stream.
  init(_ demuxer: Demuxer) {
    let whole = unsafe demuxer.context.pointee.metadata
    let stream = unsafe demuxer.audioMetadata
    func tag(_ names: String...) -> String {
      for name in names {
        let text = unsafe MediaTags.text(name, in: whole) ?? MediaTags.text(name, in: stream)
        if let text { return text }
      }
      return ""
    }
    artist = tag("artist", "album_artist", "performer", "composer")
    album = tag("album")
    title = tag("title")
    date = tag("date", "year", "originaldate", "TDOR")
    genre = tag("genre")
    cover = demuxer.cover
  }

  /// The C function is `av_dict_get`.
  private static func text(_ name: String, in tags: OpaquePointer?) -> String? {
    guard let entry = unsafe av_dict_get(tags, name, nil, 0),
      let value = unsafe entry.pointee.value
    else { return nil }
    let bytes = unsafe UnsafeBufferPointer(start: value, count: strnlen(value, mostBytes))
      .map { UInt8(bitPattern: $0) }
    // Tags from before UTF-8 are nearly always Latin-1.
    let text =
      String(validating: bytes, as: UTF8.self)
      ?? String(String.UnicodeScalarView(bytes.map { Unicode.Scalar($0) }))
    let trimmed = text.drop(while: \.isWhitespace)
    let end = trimmed.lastIndex { !$0.isWhitespace }
    return end.map { String(trimmed[...$0]) }
  }
}

extension Demuxer {
  fileprivate var audioMetadata: OpaquePointer? {
    guard let index = audio?.index else { return nil }
    return unsafe cmedia_stream(context, UInt32(index)).pointee.metadata
  }

  /// The first picture that is attached to the file.
  fileprivate var cover: MediaTags.Cover? {
    for index in 0..<(unsafe context.pointee.nb_streams) {
      guard let stream = unsafe cmedia_stream(context, index),
        unsafe stream.pointee.disposition & AV_DISPOSITION_ATTACHED_PIC != 0,
        let type = unsafe Demuxer.mediaType(stream.pointee.codecpar.pointee.codec_id)
      else { continue }
      let picture = unsafe stream.pointee.attached_pic
      let count = Int(unsafe picture.size)
      guard count > 0, count <= MediaTags.mostCoverBytes, let data = unsafe picture.data else {
        continue
      }
      let bytes = unsafe [UInt8](UnsafeBufferPointer(start: data, count: count))
      return MediaTags.Cover(mediaType: type, bytes: bytes)
    }
    return nil
  }

  private static func mediaType(_ codec: AVCodecID) -> String? {
    switch codec {
    case AV_CODEC_ID_MJPEG: "image/jpeg"
    case AV_CODEC_ID_PNG: "image/png"
    case AV_CODEC_ID_GIF: "image/gif"
    case AV_CODEC_ID_BMP: "image/bmp"
    case AV_CODEC_ID_WEBP: "image/webp"
    case AV_CODEC_ID_TIFF: "image/tiff"
    default: nil
    }
  }
}
