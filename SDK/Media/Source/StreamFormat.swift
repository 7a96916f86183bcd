internal import CMedia

/// What a decoder must know of one stream: a copy of its codec's parameters and its time base.
@safe final class StreamFormat: @unchecked Sendable {  // never changed once decoding begins
  let index: Int
  let timeBase: TimeBase
  let parameters: UnsafeMutablePointer<AVCodecParameters>
  /// Mean frames per second; nil where unknown.
  private(set) var frameRate: Double?
  /// Of the track, as its container numbers it.
  let id: Int
  /// Degrees by which pictures are turned clockwise for display.
  let rotation: Int

  init(
    index: Int, stream: UnsafePointer<AVStream>, timeBase: TimeBase
  ) throws(MediaError) {
    self.index = index
    self.timeBase = timeBase
    id = Int(unsafe stream.pointee.id)
    let rate = unsafe stream.pointee.avg_frame_rate
    frameRate = rate.num > 0 && rate.den > 0 ? Double(rate.num) / Double(rate.den) : nil
    rotation = Int(unsafe cmedia_rotation(stream))
    guard let made = unsafe avcodec_parameters_alloc() else {
      throw MediaError(code: cmedia_no_memory, "the media", "open it")
    }
    unsafe parameters = made
    try check(
      unsafe avcodec_parameters_copy(parameters, stream.pointee.codecpar), "the media", "open it")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVCodecParameters>? = unsafe parameters
    unsafe avcodec_parameters_free(&freeing)
  }

  /// What an index tells of a stream whose packets nobody read yet.
  func learn(frameRate: Double?, reordering: Int) {
    self.frameRate = frameRate
    unsafe parameters.pointee.video_delay = CInt(reordering)
  }

  /// Such as "h264".
  var codec: String {
    unsafe String(cString: avcodec_get_name(parameters.pointee.codec_id))
  }
  var width: Int { Int(unsafe parameters.pointee.width) }
  var height: Int { Int(unsafe parameters.pointee.height) }
  var sampleRate: Double { Double(unsafe parameters.pointee.sample_rate) }
  var channels: Int { Int(unsafe parameters.pointee.ch_layout.nb_channels) }
}
