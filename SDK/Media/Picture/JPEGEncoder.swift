internal import CMedia

/// Writes JPEG files (a libjpeg-turbo compressor). Belongs to one thread at a time.
@safe final class JPEGEncoder {
  private let handle: UnsafeMutableRawPointer

  init() throws(MediaError) {
    guard let made = unsafe tjInitCompress() else {
      throw MediaError(.tooLarge, "not enough memory to write a JPEG")
    }
    unsafe handle = made
  }

  deinit { unsafe tjDestroy(handle) }

  /// The most bytes that a picture of this size can take.
  static func mostBytes(width: Int, height: Int) -> Int {
    Int(tjBufSize(CInt(width), CInt(height), CInt(TJSAMP_420.rawValue)))
  }

  /// Writes `pixels`, an `.rgb8` block of this layout, into `target`.
  /// - Returns: the bytes of the JPEG.
  ///
  /// The C function is `tjCompress2`.
  @unsafe func encode(
    _ pixels: UnsafeRawBufferPointer, _ layout: FrameLayout, _ quality: Int,
    into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    var place: UnsafeMutablePointer<UInt8>? = unsafe target.baseAddress!
      .assumingMemoryBound(to: UInt8.self)
    var size = UInt(target.count)
    let code = unsafe tjCompress2(
      handle, pixels.baseAddress!.assumingMemoryBound(to: UInt8.self), CInt(layout.width),
      CInt(layout.planes[0].stride), CInt(layout.height), CInt(TJPF_RGB.rawValue), &place, &size,
      CInt(TJSAMP_420.rawValue), CInt(min(max(quality, 1), 100)), TJFLAG_NOREALLOC)
    guard code == 0 else {
      throw MediaError(
        .unsupported, "cannot write a JPEG of \(layout.width)x\(layout.height) pixels")
    }
    return Int(size)
  }
}
