/// How much each block of a picture differs from a reference, beyond what light, noise and a
/// shift of one pixel explain.
///
/// A pixel differs by as much as it lies outside the range of the other picture's 3x3
/// neighbourhood, in the direction that gives more. That tolerates a trembling camera and the
/// shimmer of a codec, and keeps an object's full contrast.
package struct Difference: Sendable {
  /// Mean excess of each block's pixels, grey levels.
  package var blocks: [Float]
  /// Median change of the blocks' brightness, grey levels.
  package let lightChange: Float
  /// What a quarter of the blocks' brightness changed by at least: a lamp lights no more.
  package let quarterChange: Float
  /// The excess that 30 % of the blocks stay below: noise, as long as objects leave 30 % free.
  package let noise: Float

  /// Compares two pictures of the same size.
  package init(from reference: Picture, to current: Picture) {
    precondition(
      reference.columns == current.columns && reference.rows == current.rows,
      "pictures of different sizes")
    let lighting = Lighting(from: reference, to: current)
    lightChange = lighting.change
    quarterChange = lighting.quarterChange
    let lit = lighting.gain == 1 ? Relit(reference) : Relit(reference, gain: lighting.gain)
    blocks = Self.excess(of: current, over: lit, offsets: lighting.offsets)
    if lighting.gain > 1 {
      // A contrast that was raised raised the noise with it.
      let tamed = 1 / lighting.gain.squareRoot()
      for index in blocks.indices { blocks[index] *= tamed }
    }
    noise = quantile(blocks, 0.3)
  }

  /// Shares of the offset of the block to the left, of the own and of that to the right, for
  /// the eight pixels of a block's row, in sixteenths.
  private static let left = Picture.Octet(7, 5, 3, 1, 0, 0, 0, 0)
  private static let own = Picture.Octet(9, 11, 13, 15, 15, 13, 11, 9)
  private static let right = Picture.Octet(0, 0, 0, 0, 1, 3, 5, 7)

  private static func excess(
    of current: Picture, over reference: Relit, offsets: [Float]
  ) -> [Float] {
    let (columns, rows) = (current.columns, current.rows)
    // Eighths of a grey level; the limit keeps sixteen times the value within 16 bits.
    let offsets = offsets.map { Int16(min(2040, max(-2040, ($0 * 8).rounded()))) }
    var blocks: [Float] = []
    blocks.reserveCapacity(columns * rows)
    var sums = [Picture.Octet](repeating: Picture.Octet(), count: columns)
    var offset = [Int16](repeating: 0, count: columns)
    for row in 0..<rows {
      for column in 0..<columns { sums[column] = Picture.Octet() }
      for line in 0..<8 {
        let upper = max(0, line < 4 ? row - 1 : row) * columns
        let lower = min(rows - 1, line < 4 ? row : row + 1) * columns
        let share = Int16((line * 2 + 9) % 16)
        for column in 0..<columns {
          offset[column] =
            (offsets[upper + column] &* (16 - share) &+ offsets[lower + column] &* share) &>> 4
        }
        let start = (row * 8 + line) * columns
        for column in 0..<columns {
          let index = start + column
          let shift =
            (left &* offset[max(0, column - 1)] &+ own &* offset[column]
              &+ right &* offset[min(columns - 1, column + 1)]) &>> 4
          let value = current.pixels[index] &- shift
          let middle = reference.pixels[index] &+ shift
          let outside = pointwiseMax(
            pointwiseMax(value &- reference.highs[index], reference.lows[index] &- value),
            pointwiseMax(middle &- current.highs[index], current.lows[index] &- middle))
          // Eight times the limit stays within 16 bits.
          let excess = outside.clamped(
            lowerBound: Picture.Octet(repeating: 0), upperBound: Picture.Octet(repeating: 4095))
          sums[column] &+= excess
        }
      }
      for column in 0..<columns { blocks.append(Float(sums[column].total) / (8 * 64)) }
    }
    return blocks
  }
}
