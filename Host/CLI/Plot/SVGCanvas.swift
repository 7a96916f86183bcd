/// A canvas that writes what is drawn as SVG 1.1.
final class SVGCanvas: Canvas {
  private var body = ""
  private let head: String

  init(width: Int, height: Int) {
    head = """
      <?xml version="1.0" encoding="UTF-8"?>
      <svg xmlns="http://www.w3.org/2000/svg" width="\(width)" height="\(height)" \
      viewBox="0 0 \(width) \(height)" font-family="sans-serif">

      """
    rectangle(left: 0, top: 0, width: Double(width), height: Double(height), colour: 0xffffff)
  }

  func rectangle(left: Double, top: Double, width: Double, height: Double, colour: UInt32) {
    body += """
      <rect x="\(short(left))" y="\(short(top))" width="\(short(width))" \
      height="\(short(height))" fill="\(hex(colour))"/>

      """
  }

  func line(_ points: [(x: Double, y: Double)], width: Double, colour: UInt32) {
    let places = points.map { "\(short($0.x)),\(short($0.y))" }.joined(separator: " ")
    body += """
      <polyline points="\(places)" fill="none" stroke="\(hex(colour))" \
      stroke-width="\(short(width))" stroke-linejoin="round"/>

      """
  }

  func text(
    _ text: String, x: Double, y: Double, size: Double, anchor: TextAnchor, colour: UInt32
  ) {
    body += """
      <text x="\(short(x))" y="\(short(y))" font-size="\(short(size))" \
      text-anchor="\(anchor)" fill="\(hex(colour))">\(XML.escaped(text))</text>

      """
  }

  func file() -> [UInt8] { Array((head + body + "</svg>\n").utf8) }

  /// To a hundredth of a pixel.
  private func short(_ value: Double) -> String {
    let rounded = (value * 100).rounded() / 100
    return rounded == rounded.rounded() ? "\(Int(rounded))" : "\(rounded)"
  }

  private func hex(_ colour: UInt32) -> String {
    let digits = String(colour, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}
