/// The part of the picture to look at, as fractions of its width and height.
package struct Region: Equatable, Sendable {
  package var left: Double
  package var top: Double
  package var width: Double
  package var height: Double

  package static let everything = Region(left: 0, top: 0, width: 1, height: 1)

  package init(left: Double, top: Double, width: Double, height: Double) {
    (self.left, self.top, self.width, self.height) = (left, top, width, height)
  }

  /// Reads "left,top,width,height"; nil unless these are four fractions within the picture.
  package init?(_ text: String) {
    let parts = text.split(separator: ",", omittingEmptySubsequences: false)
    let numbers = parts.compactMap { part in
      Double(String(part.drop { $0 == " " }.reversed().drop { $0 == " " }.reversed()))
    }
    guard parts.count == 4, numbers.count == 4, numbers.allSatisfy({ $0 >= 0 && $0 <= 1 }) else {
      return nil
    }
    self.init(left: numbers[0], top: numbers[1], width: numbers[2], height: numbers[3])
    guard width > 0, height > 0, left + width <= 1.0001, top + height <= 1.0001 else { return nil }
  }

  /// Cuts the region out of a picture and averages it down so that no side is over 320 pixels.
  ///
  /// A region under 24 pixels grows around its middle as far as the picture goes. Nil if the
  /// picture itself is smaller than 24 pixels on a side.
  package func picture(of luma: Span<UInt8>, width: Int, height: Int) -> Picture? {
    guard width >= 24, height >= 24 else { return nil }
    let across = Self.pixels(left, self.width, of: width)
    let down = Self.pixels(top, self.height, of: height)
    let factor = (max(across.count, down.count) + 319) / 320
    let (columns, rows) = (across.count / factor, down.count / factor)
    guard columns >= 8, rows >= 8 else { return nil }
    if factor == 1, columns == width, rows == height {
      return Picture(luma, width: width, height: height)
    }
    var reduced: [UInt8] = []
    reduced.reserveCapacity(columns * rows)
    var sums = [UInt32](repeating: 0, count: columns)
    let area = UInt32(factor * factor)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] = area / 2 }
      for line in 0..<factor {
        let start = (down.lowerBound + row * factor + line) * width + across.lowerBound
        let pixels = luma.extracting(start..<start + columns * factor)
        for column in 0..<columns {
          for pixel in 0..<factor { sums[column] &+= UInt32(pixels[column * factor + pixel]) }
        }
      }
      for column in 0..<columns { reduced.append(UInt8(truncatingIfNeeded: sums[column] / area)) }
    }
    return Picture(reduced.span, width: columns, height: rows)
  }

  /// The pixels that a part of a side of `length` pixels covers, at least 24.
  private static func pixels(_ start: Double, _ share: Double, of length: Int) -> Range<Int> {
    var first = Int((start * Double(length)).rounded(.down))
    var end = min(length, Int(((start + share) * Double(length)).rounded(.up)))
    if end - first < 24 {
      first = min(length - 24, max(0, (first + end) / 2 - 12))
      end = first + 24
    }
    return first..<end
  }
}
