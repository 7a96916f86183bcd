/// One grey picture in blocks of 8x8 pixels, with what a comparison needs of it.
///
/// Pixels are in eighths of a grey level (0 to 2,040), so that a smooth correction can be added
/// to them in whole numbers. Pixels that fill no whole block at the right and the bottom are
/// left out.
package struct Picture: Sendable {
  /// Eight neighbouring pixels of a row: one row of a block.
  package typealias Octet = SIMD8<Int16>

  /// Blocks in a row, and rows of blocks.
  package let columns: Int
  package let rows: Int
  /// `8 * rows` lines of `columns` octets.
  let pixels: [Octet]
  /// The lowest and the highest value among each pixel and its eight neighbours.
  let lows: [Octet]
  let highs: [Octet]
  /// Mean of each block, grey levels.
  let means: [Float]

  /// Takes `width * height` grey values, row after row; at least 8 of each.
  package init(_ luma: Span<UInt8>, width: Int, height: Int) {
    precondition(width >= 8 && height >= 8 && luma.count >= width * height, "too small a picture")
    columns = width / 8
    rows = height / 8
    var pixels: [Octet] = []
    pixels.reserveCapacity(rows * 8 * columns)
    for line in 0..<rows * 8 {
      let row = luma.extracting(line * width..<(line + 1) * width)
      for column in 0..<columns {
        var octet = Octet()
        for lane in 0..<8 { octet[lane] = Int16(truncatingIfNeeded: row[column * 8 + lane]) }
        pixels.append(octet &<< 3)
      }
    }
    self.pixels = pixels
    lows = Self.spread(pixels, columns) { pointwiseMin($0, $1) }
    highs = Self.spread(pixels, columns) { pointwiseMax($0, $1) }
    means = Self.means(pixels, columns, rows)
  }

  /// Picks among each pixel and its eight neighbours, those beyond the edge left out.
  @inline(__always)
  private static func spread(
    _ pixels: [Octet], _ columns: Int, _ pick: (Octet, Octet) -> Octet
  ) -> [Octet] {
    var across: [Octet] = []
    across.reserveCapacity(pixels.count)
    for index in pixels.indices {
      let own = pixels[index]
      let column = index % columns
      let before = column > 0 ? pixels[index - 1][7] : own[0]
      let after = column + 1 < columns ? pixels[index + 1][0] : own[7]
      let left = Octet(before, own[0], own[1], own[2], own[3], own[4], own[5], own[6])
      let right = Octet(own[1], own[2], own[3], own[4], own[5], own[6], own[7], after)
      across.append(pick(own, pick(left, right)))
    }
    var spread = across
    for index in across.indices {
      if index >= columns { spread[index] = pick(spread[index], across[index - columns]) }
      if index + columns < across.count {
        spread[index] = pick(spread[index], across[index + columns])
      }
    }
    return spread
  }

  private static func means(_ pixels: [Octet], _ columns: Int, _ rows: Int) -> [Float] {
    var means: [Float] = []
    means.reserveCapacity(columns * rows)
    for row in 0..<rows {
      for column in 0..<columns {
        var sum = Octet()
        // Eight values of at most 2,040 stay below the limit of 32,767.
        for line in 0..<8 { sum &+= pixels[(row * 8 + line) * columns + column] }
        means.append(Float(sum.total) / (8 * 64))
      }
    }
    return means
  }
}

extension SIMD8<Int16> {
  /// The sum of the eight values.
  @inline(__always)
  var total: Int32 {
    var total: Int32 = 0
    for lane in 0..<8 { total &+= Int32(self[lane]) }
    return total
  }
}
