internal import CMedia

/// Decodes one stream's packets (an `AVCodecContext`). Belongs to one thread at a time.
@safe final class VideoDecoder: @unchecked Sendable {
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let subject: String

  /// With several `threads`, pictures come out that many packets later.
  init(
    _ format: StreamFormat, subject: String, threads: Int, limits: MediaLimits
  ) throws(MediaError) {
    self.subject = subject
    let id = unsafe format.parameters.pointee.codec_id
    guard let codec = unsafe avcodec_find_decoder(id) else {
      throw MediaError(
        .unsupported,
        "\(subject): its video is coded as '\(format.codec)', for which there is no decoder here")
    }
    guard let made = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(code: cmedia_no_memory, subject, "decode its video")
    }
    unsafe context = made
    try check(
      unsafe avcodec_parameters_to_context(context, format.parameters), subject, "decode its video")
    unsafe context.pointee.pkt_timebase = format.timeBase.rational
    unsafe context.pointee.thread_count = CInt(threads)
    unsafe context.pointee.thread_type = FF_THREAD_FRAME
    unsafe context.pointee.max_pixels = Int64(limits.pixels)
    try check(unsafe avcodec_open2(context, codec, nil), subject, "decode its video")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&freeing)
  }

  /// Decodes `packet` (nil: the end, so that the last pictures come out) and hands on what is
  /// ready, in the order of display.
  /// - Returns: what went wrong with this packet, if anything did.
  func decode(
    _ packet: Packet?, _ take: (Picture) throws(MediaError) -> Void
  ) throws(MediaError) -> MediaError? {
    var problem: MediaError?
    while true {
      let sent = unsafe avcodec_send_packet(context, packet.map { unsafe $0.pointer })
      if sent < 0, sent != cmedia_again, sent != cmedia_end_of_file {
        if sent == cmedia_no_memory { throw MediaError(code: sent, subject, "decode its video") }
        problem = MediaError(code: sent, subject, "decode a picture")
      }
      if let error = try receive(take) { problem = error }
      if sent != cmedia_again { return problem }
    }
  }

  private func receive(
    _ take: (Picture) throws(MediaError) -> Void
  ) throws(MediaError) -> MediaError? {
    var problem: MediaError?
    // A decoder that fails for ever would hold us here.
    for _ in 0..<1000 {
      let picture = try Picture()
      let code = unsafe avcodec_receive_frame(context, picture.pointer)
      if code == cmedia_again || code == cmedia_end_of_file { break }
      if code >= 0 {
        try take(picture)
      } else {
        problem = MediaError(code: code, subject, "decode a picture")
      }
    }
    return problem
  }

  /// Forgets everything before, also the end that `decode(nil)` declared.
  func reset() { unsafe avcodec_flush_buffers(context) }
}
