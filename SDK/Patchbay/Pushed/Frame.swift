import PatchbayABI

/// One picture, lent for the call.
@safe public struct Frame: ~Copyable {
  @usableFromInline let raw: UnsafePointer<patchbay_frame>
  let outline: Outline

  init(_ raw: UnsafePointer<patchbay_frame>, _ outline: Outline) {
    unsafe self.raw = raw
    self.outline = outline
  }

  /// Seconds of media time; NaN for an example.
  public var time: Double { unsafe raw.pointee.time }
  /// Seconds until the next frame of the source; nil if unknown.
  public var duration: Double? {
    let duration = unsafe raw.pointee.duration
    return duration.isNaN ? nil : duration
  }
  /// Pixels, as pushed.
  @inlinable public var width: Int { Int(unsafe raw.pointee.width) }
  @inlinable public var height: Int { Int(unsafe raw.pointee.height) }
  /// Pixels, before scaling.
  public var sourceWidth: Int { Int(unsafe raw.pointee.source_width) }
  public var sourceHeight: Int { Int(unsafe raw.pointee.source_height) }
  /// Decoded from a keyframe.
  public var isKey: Bool { unsafe raw.pointee.flags & PATCHBAY_FRAME_KEY != 0 }
  public var format: PixelFormat {
    unsafe PixelFormat(rawValue: raw.pointee.pixel_format) ?? .gray8
  }
  /// The name of the input that the frame came in by.
  public var input: String { outline.inputs[Int(unsafe raw.pointee.port)].name }
}

extension Frame {
  /// Lends the brightness of every pixel, 0 to 255: `width * height` values, row after row.
  ///
  /// Of a `gray8` or `nv12` frame. Rows that the host padded are packed together first.
  @inlinable public func withLuma<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if unsafe raw.pointee.pixel_format == PATCHBAY_RGB8 { fatalError("rgb8 has no luma plane") }
    return try withPacked(rowBytes: width, body)
  }

  /// Lends red, green and blue of every pixel: `3 * width * height` values, row after row.
  ///
  /// Of an `rgb8` frame. Rows that the host padded are packed together first.
  @inlinable public func withRGB<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if unsafe raw.pointee.pixel_format != PATCHBAY_RGB8 { fatalError("the frame is not rgb8") }
    return try withPacked(rowBytes: 3 * width, body)
  }

  /// Lends a plane as it lies in memory, with the distance from one row to the next in bytes.
  ///
  /// Plane 0 of any frame; plane 1 of an `nv12` frame, which has half as many rows.
  @inlinable public func withPlane<Result: ~Copyable, Failure: Error>(
    _ index: Int, _ body: (_ bytes: Span<UInt8>, _ stride: Int) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let format = unsafe raw.pointee.pixel_format
    if index != 0 && (index != 1 || format != PATCHBAY_NV12) { fatalError("no plane \(index)") }
    let planes = unsafe raw.pointee.planes
    let strides = unsafe raw.pointee.strides
    let stride = Int(index == 0 ? strides.0 : strides.1)
    let rows = index == 0 ? height : (height + 1) / 2
    let rowBytes =
      index == 1 ? 2 * ((width + 1) / 2) : format == PATCHBAY_RGB8 ? 3 * width : width
    let count = rows == 0 ? 0 : (rows - 1) * stride + rowBytes
    let bytes = unsafe UnsafeBufferPointer(start: index == 0 ? planes.0 : planes.1, count: count)
    return try unsafe body(bytes.span, stride)
  }

  @usableFromInline func withPacked<Result: ~Copyable, Failure: Error>(
    rowBytes: Int, _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try withPlane(0) { (bytes, stride) throws(Failure) in
      if stride == rowBytes { return try body(bytes) }
      var packed = [UInt8]()
      packed.reserveCapacity(rowBytes * height)
      for row in 0..<height {
        let part = bytes.extracting(row * stride..<row * stride + rowBytes)
        unsafe part.withUnsafeBufferPointer { unsafe packed.append(contentsOf: $0) }
      }
      return try body(packed.span)
    }
  }
}
