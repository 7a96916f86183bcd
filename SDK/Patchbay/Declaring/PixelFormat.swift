/// How a frame's pixels lie in memory.
public enum PixelFormat: UInt32, Sendable {
  /// One plane, 1 byte per pixel, full range.
  case gray8 = 1
  /// One plane, 3 bytes per pixel in the order red, green, blue, full range.
  case rgb8 = 2
  /// Luma in plane 0; Cb and Cr interleaved in plane 1, at half the width and height.
  case nv12 = 3
}
