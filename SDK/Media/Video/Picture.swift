internal import CMedia

/// One decoded picture (an `AVFrame`), reference counted by libav.
///
/// Only read once it was decoded, so it may pass from thread to thread.
@safe final class Picture: @unchecked Sendable {
  let pointer: UnsafeMutablePointer<AVFrame>

  init() throws(MediaError) {
    guard let made = unsafe av_frame_alloc() else {
      throw MediaError(code: cmedia_no_memory, "the media", "decode it")
    }
    unsafe pointer = made
  }

  /// An empty picture with memory of its own.
  convenience init(width: Int, height: Int, format: AVPixelFormat) throws(MediaError) {
    try self.init()
    unsafe pointer.pointee.width = CInt(clamping: width)
    unsafe pointer.pointee.height = CInt(clamping: height)
    unsafe pointer.pointee.format = format.rawValue
    try check(
      unsafe av_frame_get_buffer(pointer, 64), "the picture",
      "hold \(width)x\(height) pixels")
  }

  deinit {
    var freeing: UnsafeMutablePointer<AVFrame>? = unsafe pointer
    unsafe av_frame_free(&freeing)
  }

  var width: Int { Int(unsafe pointer.pointee.width) }
  var height: Int { Int(unsafe pointer.pointee.height) }
  var format: AVPixelFormat { AVPixelFormat(rawValue: unsafe pointer.pointee.format) }
  var isKey: Bool { unsafe pointer.pointee.key_frame != 0 }

  /// When it is shown, in the stream's ticks; nil where unknown.
  var time: Int64? {
    let value = unsafe pointer.pointee.best_effort_timestamp
    return value == cmedia_no_time ? nil : value
  }
  var duration: Int64 { unsafe pointer.pointee.pkt_duration }

  /// Whether the decoder had to make up a part of it.
  var isDamaged: Bool {
    unsafe pointer.pointee.decode_error_flags != 0
      || pointer.pointee.flags & AV_FRAME_FLAG_CORRUPT != 0
  }

  /// Whether black is 0 and white 255, rather than 16 and 235.
  var isFullRange: Bool {
    if unsafe pointer.pointee.color_range == AVCOL_RANGE_JPEG { return true }
    switch format {
    case AV_PIX_FMT_YUVJ420P, AV_PIX_FMT_YUVJ422P, AV_PIX_FMT_YUVJ444P, AV_PIX_FMT_YUVJ440P,
      AV_PIX_FMT_YUVJ411P:
      return true
    case AV_PIX_FMT_GRAY8, AV_PIX_FMT_GRAY16LE, AV_PIX_FMT_YA8:
      return unsafe pointer.pointee.color_range != AVCOL_RANGE_MPEG
    default: return false
    }
  }
}
