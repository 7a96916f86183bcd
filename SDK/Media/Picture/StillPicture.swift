/// One encoded picture in memory: a JPEG through libjpeg-turbo, all others through libav.
final class StillPicture {
  private enum Content {
    case jpeg([UInt8], JPEGDecoder.Header, JPEGDecoder)
    case decoded(Picture)
  }

  private let content: Content
  private let subject: String
  let width: Int
  let height: Int
  /// libav's name of the codec.
  let codec: String
  /// What is wrong with it, although it could be decoded.
  private(set) var damage: String?

  init(
    _ file: [UInt8], decoder: JPEGDecoder, subject: String, limits: MediaLimits
  ) throws(MediaError) {
    self.subject = subject
    if JPEGDecoder.recognises(file) {
      let header = try decoder.header(of: file, subject: subject)
      content = .jpeg(file, header, decoder)
      (width, height, codec) = (header.width, header.height, "mjpeg")
      return
    }
    let demuxer = try Demuxer(ByteSource(bytes: file, name: subject))
    guard let video = demuxer.video else {
      throw MediaError(.unreadable, "\(subject) is not a picture")
    }
    let pictures = try VideoDecoder(video, subject: subject, threads: 1, limits: limits)
    demuxer.select(video: true, audio: false)
    var first: Picture?
    var problem: MediaError?
    while first == nil {
      let packet = try demuxer.read()
      let error = try pictures.decode(packet) { (picture: Picture) throws(MediaError) in
        if first == nil { first = picture }
      }
      problem = problem ?? error
      if packet == nil { break }
    }
    guard let first else {
      throw problem ?? MediaError(.unreadable, "\(subject) is a damaged picture")
    }
    content = .decoded(first)
    (width, height, codec) = (first.width, first.height, video.codec)
    damage = problem?.description
  }

  /// The picture as `wish` asks for it, at `time`; `scaler` is one for that wish.
  func frame(
    _ wish: FrameWish, _ scaler: FrameScaler, time: Double, duration: Double, limits: MediaLimits
  ) throws(MediaError) -> VideoFrame {
    let size = FrameLayout.fit(width: width, height: height, longestSide: wish.longestSide)
    let layout = FrameLayout(wish.format, width: size.width, height: size.height)
    if layout.byteCount > limits.payloadBytes {
      throw MediaError(
        .tooLarge,
        "\(subject) is a picture of \(width)x\(height) pixels, which are too many to be"
          + " delivered without being scaled down")
    }
    let picture: Picture
    switch content {
    case .decoded(let decoded): picture = decoded
    case .jpeg(let file, let header, let decoder):
      let result = try decoder.decode(
        file, header, grey: wish.format == .gray8, longestSide: wish.longestSide, subject: subject)
      picture = result.picture
      damage = damage ?? result.damage
    }
    return VideoFrame(
      time: time, duration: duration, isKey: true, sourceWidth: width, sourceHeight: height,
      layout: layout, bytes: try scaler.bytes(of: picture, layout))
  }
}
