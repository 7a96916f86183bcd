internal import CMedia

/// Encodes float32 samples as AAC (an `AVCodecContext`). Belongs to one thread at a time.
@safe final class AudioEncoder {
  let context: UnsafeMutablePointer<AVCodecContext>
  private let subject: String
  private var waiting: [Float] = []
  private var position: Int64 = 0

  /// One channel.
  init(sampleRate: Int, globalHeader: Bool, subject: String) throws(MediaError) {
    self.subject = subject
    guard let codec = unsafe avcodec_find_encoder(AV_CODEC_ID_AAC),
      let made = unsafe avcodec_alloc_context3(codec)
    else { throw MediaError(code: cmedia_no_encoder, subject, "encode its audio") }
    unsafe context = made
    unsafe context.pointee.sample_rate = CInt(sampleRate)
    unsafe context.pointee.sample_fmt = AV_SAMPLE_FMT_FLTP
    unsafe context.pointee.time_base = AVRational(num: 1, den: CInt(sampleRate))
    unsafe av_channel_layout_default(&context.pointee.ch_layout, 1)
    if globalHeader { unsafe context.pointee.flags |= AV_CODEC_FLAG_GLOBAL_HEADER }
    try check(unsafe avcodec_open2(context, codec, nil), subject, "start encoding its audio")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&freeing)
  }

  var timeBase: AVRational { unsafe context.pointee.time_base }

  /// Encodes `samples` (nil: the end) and hands on the packets that are ready.
  func encode(
    _ samples: [Float]?, _ take: (Packet) throws(MediaError) -> Void
  ) throws(MediaError) {
    waiting += samples ?? []
    let block = max(Int(unsafe context.pointee.frame_size), 1)
    while waiting.count >= block || (samples == nil && !waiting.isEmpty) {
      let count = min(block, waiting.count)
      try send(Array(waiting[..<count]))
      waiting.removeFirst(count)
      try receive(take)
    }
    if samples == nil {
      try check(unsafe avcodec_send_frame(context, nil), subject, "encode its audio")
      try receive(take)
    }
  }

  private func send(_ samples: [Float]) throws(MediaError) {
    let frame = try Picture()
    unsafe frame.pointer.pointee.nb_samples = CInt(samples.count)
    unsafe frame.pointer.pointee.format = AV_SAMPLE_FMT_FLTP.rawValue
    unsafe frame.pointer.pointee.sample_rate = context.pointee.sample_rate
    unsafe av_channel_layout_default(&frame.pointer.pointee.ch_layout, 1)
    try check(unsafe av_frame_get_buffer(frame.pointer, 0), subject, "encode its audio")
    unsafe samples.withUnsafeBytes { bytes in
      unsafe frame.pointer.pointee.data.0?.update(
        from: bytes.baseAddress!.assumingMemoryBound(to: UInt8.self), count: bytes.count)
    }
    unsafe frame.pointer.pointee.pts = position
    position += Int64(samples.count)
    try check(
      unsafe avcodec_send_frame(context, frame.pointer), subject, "encode its audio")
  }

  private func receive(_ take: (Packet) throws(MediaError) -> Void) throws(MediaError) {
    while true {
      let packet = try Packet()
      let code = unsafe avcodec_receive_packet(context, packet.pointer)
      if code == cmedia_again || code == cmedia_end_of_file { return }
      try check(code, subject, "encode its audio")
      try take(packet)
    }
  }
}
