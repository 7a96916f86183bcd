internal import CMedia

/// Rewrites packets without decoding them (an `AVBSFContext`).
@safe final class BitstreamFilter {
  private let context: UnsafeMutablePointer<AVBSFContext>
  private let subject: String

  /// `name` is libav's, such as "h264_mp4toannexb".
  init(_ name: String, _ format: StreamFormat, subject: String) throws(MediaError) {
    self.subject = subject
    var made: UnsafeMutablePointer<AVBSFContext>?
    guard let filter = unsafe av_bsf_get_by_name(name),
      unsafe av_bsf_alloc(filter, &made) >= 0, let made = unsafe made
    else { throw MediaError(.unsupported, "\(subject): libavcodec lacks the filter '\(name)'") }
    unsafe context = made
    try check(
      unsafe avcodec_parameters_copy(context.pointee.par_in, format.parameters), subject, "cut it")
    unsafe context.pointee.time_base_in = format.timeBase.rational
    try check(unsafe av_bsf_init(context), subject, "cut it")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVBSFContext>? = unsafe context
    unsafe av_bsf_free(&freeing)
  }

  /// The codec's headers after the filter.
  var header: [UInt8] {
    guard let parameters = unsafe context.pointee.par_out,
      let bytes = unsafe parameters.pointee.extradata
    else { return [] }
    return unsafe Array(
      UnsafeBufferPointer(start: bytes, count: Int(parameters.pointee.extradata_size)))
  }

  /// The packet after the filter, one for each that goes in.
  func filter(_ packet: Packet) throws(MediaError) -> Packet {
    try check(unsafe av_bsf_send_packet(context, packet.pointer), subject, "cut it")
    try check(unsafe av_bsf_receive_packet(context, packet.pointer), subject, "cut it")
    return packet
  }
}
