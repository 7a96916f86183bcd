/// What a chart is drawn on. Lengths are pixels from the top left corner, colours 0xRRGGBB.
protocol Canvas {
  func rectangle(left: Double, top: Double, width: Double, height: Double, colour: UInt32)
  func line(_ points: [(x: Double, y: Double)], width: Double, colour: UInt32)
  /// - Parameters:
  ///   - y: of the base line.
  ///   - anchor: what of the text stands at `x`.
  func text(
    _ text: String, x: Double, y: Double, size: Double, anchor: TextAnchor, colour: UInt32)
  /// The finished file.
  func file() throws(CommandError) -> [UInt8]
}

enum TextAnchor: Double {
  case start = 0
  case middle = 0.5
  case end = 1
}
