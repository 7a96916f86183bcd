internal import CMedia

/// Decodes one stream of audio (an `AVCodecContext`). Belongs to one thread at a time.
@safe final class AudioDecoder {
  private let context: UnsafeMutablePointer<AVCodecContext>
  private let subject: String
  private let samples: Picture

  init(_ format: StreamFormat, subject: String) throws(MediaError) {
    self.subject = subject
    samples = try Picture()
    let id = unsafe format.parameters.pointee.codec_id
    guard let codec = unsafe avcodec_find_decoder(id) else {
      throw MediaError(
        .unsupported,
        "\(subject): its audio is coded as '\(format.codec)', for which there is no decoder here")
    }
    guard let made = unsafe avcodec_alloc_context3(codec) else {
      throw MediaError(code: cmedia_no_memory, subject, "decode its audio")
    }
    unsafe context = made
    try check(
      unsafe avcodec_parameters_to_context(context, format.parameters), subject, "decode its audio")
    unsafe context.pointee.pkt_timebase = format.timeBase.rational
    unsafe context.pointee.thread_count = 1
    try check(unsafe avcodec_open2(context, codec, nil), subject, "decode its audio")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVCodecContext>? = unsafe context
    unsafe avcodec_free_context(&freeing)
  }

  /// Decodes `packet` (nil: the end) and hands on the samples, an `AVFrame` lent for the call.
  /// - Returns: what went wrong with this packet, if anything did.
  func decode(
    _ packet: Packet?, _ take: (Picture) throws(MediaError) -> Void
  ) throws(MediaError) -> MediaError? {
    var problem: MediaError?
    while true {
      let sent = unsafe avcodec_send_packet(context, packet.map { unsafe $0.pointer })
      if sent < 0, sent != cmedia_again, sent != cmedia_end_of_file {
        problem = MediaError(code: sent, subject, "decode a piece of audio")
      }
      for _ in 0..<1000 {
        let code = unsafe avcodec_receive_frame(context, samples.pointer)
        if code == cmedia_again || code == cmedia_end_of_file { break }
        if code >= 0 {
          try take(samples)
        } else {
          problem = MediaError(code: code, subject, "decode a piece of audio")
        }
      }
      if sent != cmedia_again { return problem }
    }
  }
}
