internal import CMedia

/// The brightness of a picture that keeps it in a plane of its own, so that grey frames need no
/// conversion of colours.
@safe struct LumaPlane {
  private let picture: Picture
  let format: AVPixelFormat

  /// nil if the picture's brightness does not lie in one plane by itself.
  init?(_ picture: Picture) {
    guard let description = unsafe av_pix_fmt_desc_get(picture.format) else { return nil }
    let flags = unsafe Int32(truncatingIfNeeded: description.pointee.flags)
    let unfit =
      AV_PIX_FMT_FLAG_RGB | AV_PIX_FMT_FLAG_PAL | AV_PIX_FMT_FLAG_BITSTREAM
      | AV_PIX_FMT_FLAG_HWACCEL | AV_PIX_FMT_FLAG_BE | AV_PIX_FMT_FLAG_FLOAT
    guard flags & unfit == 0 else { return nil }
    let luma = unsafe description.pointee.comp.0
    guard luma.plane == 0, luma.offset == 0, luma.step == (luma.depth > 8 ? 2 : 1) else {
      return nil
    }
    switch (luma.depth, luma.shift) {
    case (8, 0): format = AV_PIX_FMT_GRAY8
    case (9, 0): format = AV_PIX_FMT_GRAY9LE
    case (10, 0): format = AV_PIX_FMT_GRAY10LE
    case (12, 0): format = AV_PIX_FMT_GRAY12LE
    case (14, 0): format = AV_PIX_FMT_GRAY14LE
    case (16, 0), (10, 6), (12, 4): format = AV_PIX_FMT_GRAY16LE
    default: return nil
    }
    self.picture = picture
  }

  /// The plane for libav's scaler. Lent by the picture.
  @unsafe var planes: FrameScaler.Planes {
    unsafe FrameScaler.Planes(
      data: [UnsafePointer(picture.pointer.pointee.data.0), nil, nil, nil],
      strides: [picture.pointer.pointee.linesize.0, 0, 0, 0])
  }

  /// Copies the plane where nothing has to be scaled.
  /// - Returns: false, with nothing done, where it has to be.
  @unsafe func copy(into target: UnsafeMutableRawBufferPointer, _ layout: FrameLayout) -> Bool {
    guard
      format == AV_PIX_FMT_GRAY8, layout.width == picture.width,
      layout.height == picture.height, let data = unsafe picture.pointer.pointee.data.0
    else { return false }
    let stride = Int(unsafe picture.pointer.pointee.linesize.0)
    let plane = layout.planes[0]
    for row in 0..<plane.rows {
      unsafe (target.baseAddress! + plane.offset + row * plane.stride).copyMemory(
        from: data + row * stride, byteCount: plane.rowBytes)
    }
    return true
  }

  /// 16...235 becomes 0...255, rounded.
  @unsafe static func spread(
    _ plane: FrameLayout.Plane, _ target: UnsafeMutableRawBufferPointer
  ) {
    for row in 0..<plane.rows {
      let start = unsafe (target.baseAddress! + plane.offset + row * plane.stride)
        .assumingMemoryBound(to: UInt8.self)
      for column in 0..<plane.rowBytes {
        let value = UInt32(min(max(unsafe start[column], 16), 235)) &- 16
        // 255/219 in 16 fractional bits.
        unsafe start[column] = UInt8(truncatingIfNeeded: (value &* 76309 &+ 32768) >> 16)
      }
    }
  }
}
