internal import CMedia

/// Writes a new recording, picture by picture: for samples, demonstrations and tests.
///
/// The file appears under its name when `finish` returns; without it, nothing is left behind.
public final class MovieWriter {
  public struct Form: Sendable {
    /// Pixels; even numbers.
    public var width = 320
    public var height = 180
    /// Frames per second.
    public var frameRate = 25
    /// libavcodec's name of the encoder.
    public var codec = "libx264"
    /// Frames from one keyframe to the next.
    public var keyframeInterval = 50
    /// Most B-frames in a row.
    public var bFrames = 2
    /// Options of the encoder, such as ("crf", "23").
    public var options: [(String, String)] = [("preset", "veryfast"), ("crf", "23")]
    /// Hz of the audio, one channel of AAC; nil: none.
    public var sampleRate: Int?

    public init() {}
  }

  private let muxer: Muxer
  private let form: Form
  private let video: VideoEncoder
  private let audio: AudioEncoder?
  private let videoStream: Int
  private var audioStream = -1
  private var frames: Int64 = 0

  /// The container is the one that the path's ending stands for.
  public init(
    path: String, _ form: Form = Form(), replaces: Bool = false
  ) throws(MediaError) {
    cmedia_quiet()
    self.form = form
    let muxer = try Muxer(path: path, replaces: replaces)
    self.muxer = muxer
    var video = VideoEncoder.Form(
      width: form.width, height: form.height,
      timeBase: AVRational(num: 1, den: CInt(form.frameRate)),
      frameRate: AVRational(num: CInt(form.frameRate), den: 1))
    video.codec = form.codec
    video.keyframeInterval = form.keyframeInterval
    video.bFrames = form.bFrames
    video.globalHeader = muxer.wantsGlobalHeader
    video.options = form.options
    let encoder = try VideoEncoder(video, subject: muxer.file.name)
    self.video = encoder
    videoStream = try muxer.addStream(encoder)
    if let rate = form.sampleRate {
      let audio = try AudioEncoder(
        sampleRate: rate, globalHeader: muxer.wantsGlobalHeader, subject: muxer.file.name)
      self.audio = audio
      audioStream = try muxer.addStream(audio)
    } else {
      audio = nil
    }
    try muxer.writeHeader()
  }

  /// Adds the next picture: `luma` has `width * height` bytes (16 black to 235 white), `cb` and
  /// `cr` a quarter of them each (128: no colour), rows without padding.
  public func add(luma: [UInt8], cb: [UInt8], cr: [UInt8]) throws(MediaError) {
    let picture = try Picture(width: form.width, height: form.height, format: AV_PIX_FMT_YUV420P)
    let (data, strides) = unsafe (picture.pointer.pointee.data, picture.pointer.pointee.linesize)
    unsafe MovieWriter.copy(luma, form.width, form.height, to: data.0, Int(strides.0))
    unsafe MovieWriter.copy(cb, form.width / 2, form.height / 2, to: data.1, Int(strides.1))
    unsafe MovieWriter.copy(cr, form.width / 2, form.height / 2, to: data.2, Int(strides.2))
    unsafe picture.pointer.pointee.pts = frames
    frames += 1
    try video.encode(picture, write)
  }

  /// Adds samples of audio, -1 to 1.
  public func add(samples: [Float]) throws(MediaError) {
    try audio?.encode(samples, writeAudio)
  }

  /// Writes what is still under way and completes the file.
  public func finish() throws(MediaError) {
    try video.encode(nil, write)
    try audio?.encode(nil, writeAudio)
    try muxer.finish()
  }

  private func write(_ packet: Packet) throws(MediaError) {
    if unsafe packet.pointer.pointee.duration == 0 { unsafe packet.pointer.pointee.duration = 1 }
    try muxer.write(packet, to: videoStream, timeBase: video.timeBase)
  }

  private func writeAudio(_ packet: Packet) throws(MediaError) {
    guard let audio else { return }
    try muxer.write(packet, to: audioStream, timeBase: audio.timeBase)
  }

  private static func copy(
    _ plane: [UInt8], _ width: Int, _ height: Int, to target: UnsafeMutablePointer<UInt8>?,
    _ stride: Int
  ) {
    precondition(plane.count == width * height, "a plane of the wrong size")
    guard let target = unsafe target else { return }
    unsafe plane.withUnsafeBufferPointer { source in
      for row in 0..<height {
        unsafe (target + row * stride).update(from: source.baseAddress! + row * width, count: width)
      }
    }
  }
}
