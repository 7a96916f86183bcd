internal import CMedia

/// One frame as one wish asked for it. Its pixels are made when they are first needed.
///
/// Belongs to the thread that reads the media.
@safe public final class VideoFrame {
  enum Content {
    case picture(Picture, FrameScaler)
    case bytes([UInt8])
  }

  /// Seconds; NaN for an example.
  public let time: Double
  /// Seconds until the next frame of the source; NaN where unknown.
  public let duration: Double
  public let isKey: Bool
  /// Pixels, before scaling, as displayed.
  public let sourceWidth: Int
  public let sourceHeight: Int
  public let layout: FrameLayout
  private let content: Content

  init(
    time: Double, duration: Double, isKey: Bool, source: Picture, scaler: FrameScaler
  ) {
    self.time = time
    self.duration = duration
    self.isKey = isKey
    (sourceWidth, sourceHeight) = scaler.displayedSize(of: source)
    layout = scaler.layout(for: source)
    content = .picture(source, scaler)
  }

  init(
    time: Double, duration: Double, isKey: Bool, sourceWidth: Int, sourceHeight: Int,
    layout: FrameLayout, bytes: [UInt8]
  ) {
    self.time = time
    self.duration = duration
    self.isKey = isKey
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    self.layout = layout
    content = .bytes(bytes)
  }

  /// Writes the pixels, as `layout` says, into `target`, which has at least its `byteCount`.
  /// - Returns: the bytes that the frame takes up: fewer than `byteCount` if it is a JPEG.
  @unsafe public func render(
    into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    switch content {
    case .picture(let picture, let scaler):
      return unsafe try scaler.render(picture, layout, into: target)
    case .bytes(let bytes):
      precondition(target.count >= bytes.count, "too little room for the frame")
      unsafe target.copyBytes(from: bytes)
      return bytes.count
    }
  }

  /// The pixels, as `layout` says; of a JPEG, the file.
  public func bytes() throws(MediaError) -> [UInt8] {
    switch content {
    case .picture(let picture, let scaler): try scaler.bytes(of: picture, layout)
    case .bytes(let bytes): bytes
    }
  }
}
