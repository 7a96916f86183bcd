internal import CMedia
import Glibc

extension MediaError {
  /// What libav's `code` means for `subject`, a noun such as "clip.mp4", while `action` was done.
  init(code: CInt, _ subject: String, _ action: String) {
    switch code {
    case cmedia_exit: self = .cancelled
    case cmedia_no_memory:
      self.init(.tooLarge, "\(subject): not enough memory to \(action)")
    case cmedia_no_space:
      self.init(.notWritten, "\(subject): the disk is full; nothing was written")
    case cmedia_no_decoder, cmedia_no_demuxer, cmedia_no_encoder, cmedia_patch_welcome:
      self.init(.unsupported, "\(subject): cannot \(action): \(MediaError.reason(code))")
    default: self.init(.unreadable, "\(subject): cannot \(action): \(MediaError.reason(code))")
    }
  }

  /// libav's own words for `code`, in the style of our sentences.
  static func reason(_ code: CInt) -> String {
    switch code {
    case cmedia_invalid_data: return "the data is damaged or not what its header says"
    case cmedia_end_of_file: return "the data ends too early"
    case cmedia_no_decoder: return "there is no decoder for it here"
    case cmedia_no_encoder: return "there is no encoder for it here"
    case cmedia_no_demuxer: return "the container is not known here"
    case cmedia_patch_welcome: return "it uses a feature that is not supported"
    default: break
    }
    var text = [CChar](repeating: 0, count: 128)
    unsafe cmedia_error_text(code, &text, text.count)
    return String(decoding: text.prefix { $0 != 0 }.map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// What the system's `errno` means for `subject`.
  static func system(
    _ kind: Kind, _ subject: String, _ action: String, code: CInt = errno
  ) -> MediaError {
    if code == ENOSPC || code == EDQUOT {
      return MediaError(.notWritten, "\(subject): the disk is full; nothing was written")
    }
    let reason = unsafe strerror(code).map { unsafe String(cString: $0) } ?? "error \(code)"
    return MediaError(kind, "\(subject): cannot \(action): \(reason)")
  }
}

/// Passes on what a function of libav returns, unless it is an error.
@discardableResult
func check(
  _ code: CInt, _ subject: String, _ action: @autoclosure () -> String
) throws(MediaError) -> CInt {
  guard code >= 0 else { throw MediaError(code: code, subject, action()) }
  return code
}
