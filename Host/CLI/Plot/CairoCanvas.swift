import CCairo

/// A canvas of pixels that Cairo draws on, and that becomes a PNG.
@safe final class CairoCanvas: Canvas {
  /// Device pixels for each pixel: sharp on today's screens.
  private static let density = 2.0
  private let canvas: OpaquePointer

  init(width: Int, height: Int) throws(CommandError) {
    var why: UnsafePointer<CChar>?
    guard let made = unsafe ca_new(CInt(width), CInt(height), Self.density, &why) else {
      throw unsafe Self.error(why)
    }
    unsafe canvas = made
  }

  deinit { unsafe ca_free(canvas) }

  func rectangle(left: Double, top: Double, width: Double, height: Double, colour: UInt32) {
    unsafe ca_rectangle(canvas, left, top, width, height, colour)
  }

  func line(_ points: [(x: Double, y: Double)], width: Double, colour: UInt32) {
    let flat = points.flatMap { [$0.x, $0.y] }
    unsafe ca_line(canvas, flat, points.count, width, colour)
  }

  func text(
    _ text: String, x: Double, y: Double, size: Double, anchor: TextAnchor, colour: UInt32
  ) {
    unsafe ca_text(canvas, text, x, y, size, anchor.rawValue, colour)
  }

  func file() throws(CommandError) -> [UInt8] {
    var bytes: [UInt8] = []
    var why: UnsafePointer<CChar>?
    let code = unsafe withUnsafeMutablePointer(to: &bytes) { bytes in
      unsafe ca_png(canvas, bytes, append, &why)
    }
    if code != 0 { throw unsafe Self.error(why) }
    return bytes
  }

  private static func error(_ why: UnsafePointer<CChar>?) -> CommandError {
    let reason = unsafe why.map { unsafe String(cString: $0) } ?? "unknown"
    return CommandError(.badOutput, "cannot draw a PNG: \(reason)")
  }
}

/// Called by Cairo with each piece of the file; `context` is the array that takes them.
private func append(
  _ context: UnsafeMutableRawPointer?, _ piece: UnsafePointer<UInt8>?, _ length: UInt32
) {
  let bytes = unsafe context?.assumingMemoryBound(to: [UInt8].self)
  unsafe bytes?.pointee.append(
    contentsOf: UnsafeBufferPointer(start: piece, count: Int(length)))
}
