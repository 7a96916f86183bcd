internal import CMedia

/// Encodes pictures (an `AVCodecContext`). Belongs to one thread at a time.
@safe final class VideoEncoder {
  struct Form {
    var codec = "libx264"
    var width: Int
    var height: Int
    var format = AV_PIX_FMT_YUV420P
    var timeBase: AVRational
    var frameRate: AVRational
    var keyframeInterval = 250
    var bFrames = 2
    var globalHeader = true
    /// Codec's own options, such as "crf".
    var options: [(String, String)] = []
    var colours: Colours?
  }

  /// What the numbers of the pixels mean, copied from a source.
  struct Colours {
    var range: AVColorRange
    var space: AVColorSpace
    var primaries: AVColorPrimaries
    var transfer: AVColorTransferCharacteristic
    var aspect: AVRational
  }

  let context: UnsafeMutablePointer<AVCodecContext>
  private let subject: String
  var timeBase: AVRational { unsafe context.pointee.time_base }

  init(_ form: Form, subject: String) throws(MediaError) {
    self.subject = subject
    guard let codec = unsafe avcodec_find_encoder_by_name(form.codec) else {
      throw MediaError(
        .unsupported,
        "\(subject): encoding needs '\(form.codec)', which the installed libavcodec lacks")
    }
    guard let made = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(code: cmedia_no_memory, subject, "encode it")
    }
    unsafe context = made
    unsafe context.pointee.width = CInt(form.width)
    unsafe context.pointee.height = CInt(form.height)
    unsafe context.pointee.pix_fmt = form.format
    unsafe context.pointee.time_base = form.timeBase
    unsafe context.pointee.framerate = form.frameRate
    unsafe context.pointee.gop_size = CInt(form.keyframeInterval)
    unsafe context.pointee.max_b_frames = CInt(form.bFrames)
    unsafe context.pointee.thread_count = 2
    if form.globalHeader { unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    if let colours = form.colours {
      unsafe context.pointee.color_range = colours.range
      unsafe context.pointee.colorspace = colours.space
      unsafe context.pointee.color_primaries = colours.primaries
      unsafe context.pointee.color_trc = colours.transfer
      unsafe context.pointee.sample_aspect_ratio = colours.aspect
    }
    for (name, value) in form.options {
      // An option that this encoder does not know is no reason to fail.
      unsafe av_opt_set(context, name, value, AV_OPT_SEARCH_CHILDREN)
    }
    try check(unsafe avcodec_open2(context, codec, nil), subject, "start encoding")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&freeing)
  }

  /// Encodes `picture` (nil: the end) and hands on the packets that are ready.
  func encode(
    _ picture: Picture?, _ take: (Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    try check(
      unsafe avcodec_send_frame(context, picture.map { unsafe $0.pointer }), subject,
      "encode a picture")
    while true {
      let packet = try Packet()
      let code = unsafe avcodec_receive_packet(context, packet.pointer)
      if code == cmedia_again || code == cmedia_end_of_file { return }
      try check(code, subject, "encode a picture")
      try take(packet)
    }
  }
}

extension VideoEncoder {
  /// The codec's headers.
  var header: [UInt8] {
    guard let bytes = unsafe context.pointee.extradata else { return [] }
    return unsafe Array(
      UnsafeBufferPointer(start: bytes, count: Int(context.pointee.extradata_size)))
  }
}
