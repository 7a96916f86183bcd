/// How the pixels of a delivered frame lie in memory.
public enum PixelFormat: Equatable, Sendable {
  /// One plane, 1 byte per pixel, full range.
  case gray8
  /// One plane, 3 bytes per pixel in the order R, G, B, full range.
  case rgb8
  /// Plane 0: luma; plane 1: Cb and Cr interleaved, at half the width and height. The range is
  /// the source's own.
  case nv12
  /// One JPEG file; quality 1 to 100.
  case jpeg(quality: Int)
}
