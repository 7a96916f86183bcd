internal import CMedia

/// Turns decoded pictures into what one wish asks for: size and pixel format, in one pass.
///
/// Keeps libav's scaler for pictures of the same kind. Belongs to one thread at a time.
@safe final class FrameScaler: @unchecked Sendable {
  let format: PixelFormat
  let longestSide: Int
  /// Degrees by which pictures are turned clockwise: 0, 90, 180 or 270.
  private let rotation: Int
  private var scaler: OpaquePointer?
  private var scalerKey: Key?
  private var encoder: JPEGEncoder?

  /// What a scaler depends on.
  private struct Key: Equatable {
    var source: Geometry
    var sourceFormat: AVPixelFormat
    var isFullRange: Bool
    var colorspace: UInt32
    var target: Geometry
    var targetFormat: AVPixelFormat
  }

  private struct Geometry: Equatable {
    var width: Int
    var height: Int
  }

  init(_ wish: FrameWish, rotation: Int = 0) {
    format = wish.format
    longestSide = wish.longestSide
    self.rotation = rotation
  }

  private var swapsSides: Bool { rotation == 90 || rotation == 270 }

  /// Size of `picture` as it is displayed.
  func displayedSize(of picture: Picture) -> (width: Int, height: Int) {
    swapsSides ? (picture.height, picture.width) : (picture.width, picture.height)
  }

  deinit { unsafe sws_freeContext(scaler) }

  /// Where the planes of `picture` will lie once it is rendered.
  func layout(for picture: Picture) -> FrameLayout {
    let shown = displayedSize(of: picture)
    let size = FrameLayout.fit(
      width: shown.width, height: shown.height, longestSide: longestSide)
    return FrameLayout(format, width: size.width, height: size.height)
  }

  /// Writes `picture` into `target`, which has the `byteCount` of its layout.
  /// - Returns: the bytes that the frame takes up: fewer than `target` has if it is a JPEG.
  @unsafe func render(
    _ picture: Picture, _ layout: FrameLayout, into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    precondition(target.count >= layout.byteCount, "too little room for the frame")
    guard case .jpeg(let quality) = format else {
      unsafe try draw(picture, layout, into: target)
      return layout.byteCount
    }
    let encoder: JPEGEncoder
    if let made = self.encoder { encoder = made } else { encoder = try JPEGEncoder() }
    self.encoder = encoder
    let pixels = FrameLayout(.rgb8, width: layout.width, height: layout.height)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: pixels.byteCount, alignment: 64)
    defer { unsafe room.deallocate() }
    unsafe try draw(picture, pixels, into: room)
    return unsafe try encoder.encode(UnsafeRawBufferPointer(room), pixels, quality, into: target)
  }

  /// Writes pixels, turned for display.
  @unsafe private func draw(
    _ picture: Picture, _ layout: FrameLayout, into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    if rotation == 0 { return unsafe try drawStored(picture, layout, into: target) }
    let stored = FrameLayout(
      layout.format, width: swapsSides ? layout.height : layout.width,
      height: swapsSides ? layout.width : layout.height)
    let room = UnsafeMutableRawBufferPointer.allocate(byteCount: stored.byteCount, alignment: 64)
    defer { unsafe room.deallocate() }
    unsafe try drawStored(picture, stored, into: room)
    unsafe Rotation.turn(
      UnsafeRawBufferPointer(room), stored, by: rotation, into: target, layout)
  }

  /// Writes pixels as they are stored.
  @unsafe private func drawStored(
    _ picture: Picture, _ layout: FrameLayout, into target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    switch layout.format {
    case .gray8:
      guard let luma = LumaPlane(picture) else {
        return unsafe try scale(whole: picture, layout, AV_PIX_FMT_GRAY8, target)
      }
      if unsafe !luma.copy(into: target, layout) {
        unsafe try scale(luma.planes, luma.format, picture, layout, AV_PIX_FMT_GRAY8, target)
      }
      if !picture.isFullRange { unsafe LumaPlane.spread(layout.planes[0], target) }
    case .rgb8: unsafe try scale(whole: picture, layout, AV_PIX_FMT_RGB24, target)
    case .nv12: unsafe try scale(whole: picture, layout, AV_PIX_FMT_NV12, target)
    case .jpeg: preconditionFailure("a JPEG is no layout of pixels")
    }
  }

  @unsafe private func scale(
    whole picture: Picture, _ layout: FrameLayout, _ targetFormat: AVPixelFormat,
    _ target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    let data = unsafe picture.pointer.pointee.data
    let sizes = unsafe picture.pointer.pointee.linesize
    let planes = unsafe Planes(
      data: [
        UnsafePointer(data.0), UnsafePointer(data.1), UnsafePointer(data.2),
        UnsafePointer(data.3),
      ],
      strides: [sizes.0, sizes.1, sizes.2, sizes.3])
    unsafe try scale(planes, picture.format, picture, layout, targetFormat, target)
  }

  /// Pointers to up to four planes, lent.
  @unsafe struct Planes {
    var data: [UnsafePointer<UInt8>?]
    var strides: [CInt]
  }

  @unsafe private func scale(
    _ source: Planes, _ sourceFormat: AVPixelFormat, _ picture: Picture, _ layout: FrameLayout,
    _ targetFormat: AVPixelFormat, _ target: UnsafeMutableRawBufferPointer
  ) throws(MediaError) {
    try prepare(sourceFormat, picture, layout, targetFormat)
    var data: [UnsafeMutablePointer<UInt8>?] = unsafe [nil, nil, nil, nil]
    var strides: [CInt] = [0, 0, 0, 0]
    for (index, plane) in layout.planes.enumerated() {
      unsafe data[index] = (target.baseAddress! + plane.offset)
        .assumingMemoryBound(to: UInt8.self)
      strides[index] = CInt(plane.stride)
    }
    let rows = unsafe sws_scale(
      scaler, source.data, source.strides, 0, CInt(picture.height), data, strides)
    try check(rows, "the video", "scale a picture")
  }

  private func prepare(
    _ sourceFormat: AVPixelFormat, _ picture: Picture, _ layout: FrameLayout,
    _ targetFormat: AVPixelFormat
  ) throws(MediaError) {
    let colorspace = unsafe picture.pointer.pointee.colorspace.rawValue
    let key = Key(
      source: Geometry(width: picture.width, height: picture.height),
      sourceFormat: sourceFormat, isFullRange: picture.isFullRange, colorspace: colorspace,
      target: Geometry(width: layout.width, height: layout.height), targetFormat: targetFormat)
    if key == scalerKey { return }
    unsafe sws_freeContext(scaler)
    // Averages over the area that a pixel covers: the right thing for scaling down, and cheap.
    let flags = SWS_AREA | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT
    unsafe scaler = sws_getContext(
      CInt(picture.width), CInt(picture.height), sourceFormat, CInt(layout.width),
      CInt(layout.height), targetFormat, CInt(flags), nil, nil, nil)
    guard unsafe scaler != nil else {
      scalerKey = nil
      throw MediaError(.unsupported, "cannot convert the video's pixel format")
    }
    scalerKey = key
    // Unknown colours are taken as BT.601, as other readers do.
    let known = colorspace == AVCOL_SPC_UNSPECIFIED.rawValue ? SWS_CS_ITU601 : CInt(colorspace)
    let table = unsafe sws_getCoefficients(known)
    // The range of a luma plane is spread afterwards, when there are fewer pixels.
    let isLuma = targetFormat == AV_PIX_FMT_GRAY8 && LumaPlane(picture) != nil
    let range: CInt = picture.isFullRange || isLuma ? 1 : 0
    let targetRange = targetFormat == AV_PIX_FMT_NV12 ? range : 1
    // Refused for formats that have no range, which need none.
    _ = unsafe sws_setColorspaceDetails(
      scaler, table, range, table, targetRange, 0, 1 << 16, 1 << 16)
  }
}

extension FrameScaler {
  /// `picture` as this layout says, in memory of its own.
  func bytes(of picture: Picture, _ layout: FrameLayout) throws(MediaError) -> [UInt8] {
    var result: Result<Int, MediaError> = .success(0)
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: layout.byteCount) { buffer, count in
      do throws(MediaError) {
        count = unsafe try render(picture, layout, into: UnsafeMutableRawBufferPointer(buffer))
      } catch {
        result = .failure(error)
      }
    }
    _ = try result.get()
    return bytes
  }
}
