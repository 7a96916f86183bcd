/// How the light changed between two pictures: one contrast for all, and an offset for each place.
///
/// The contrast is the median ratio of the blocks that show the same texture in both pictures,
/// which an object cannot shift as long as it covers less than half of them. The offset of each
/// block is a median over the 5x5 blocks around it, so that lamps, clouds and soft shadows are
/// followed, and edges of objects are not.
struct Lighting {
  /// Contrast of the current picture over the reference's; 1 where the light stayed the same.
  let gain: Float
  /// For each block, in grey levels: current = gain * reference + offset.
  let offsets: [Float]
  /// Median change of the blocks' brightness, grey levels.
  let change: Float
  /// What a quarter of the blocks' brightness changed by at least, grey levels.
  let quarterChange: Float

  init(from reference: Picture, to current: Picture) {
    let changes = zip(reference.means, current.means).map { abs($1 - $0) }
    change = quantile(changes, 0.5)
    quarterChange = quantile(changes, 0.75)
    // Most pairs differ in nothing but noise; then the contrast is not worth measuring.
    let gain = change < 1 ? 1 : Self.gain(from: reference, to: current)
    self.gain = gain
    let residual = zip(reference.means, current.means).map { $1 - gain * $0 }
    offsets = Self.smooth(residual, columns: current.columns, rows: current.rows)
  }

  private static func gain(from reference: Picture, to current: Picture) -> Float {
    var ratios: [Float] = []
    let columns = current.columns
    for row in 0..<current.rows {
      for column in 0..<columns {
        let texture = Texture(reference, current, row: row, column: column)
        if let ratio = texture.contrastRatio { ratios.append(ratio) }
      }
    }
    let count = columns * current.rows
    let gain =
      if ratios.count * 33 >= count {
        quantile(ratios, 0.5)
      } else {
        quantile(current.means, 0.5) / max(1, quantile(reference.means, 0.5))
      }
    return abs(gain - 1) < 0.02 ? 1 : min(5, max(0.2, gain))
  }

  /// Medians of five along the columns, then along the rows; the edge counts on beyond the
  /// picture.
  private static func smooth(_ values: [Float], columns: Int, rows: Int) -> [Float] {
    var down = values
    for row in 0..<rows {
      let lines = (-2...2).map { min(rows - 1, max(0, row + $0)) * columns }
      for column in 0..<columns {
        down[row * columns + column] = median(
          values[lines[0] + column], values[lines[1] + column], values[lines[2] + column],
          values[lines[3] + column], values[lines[4] + column])
      }
    }
    var smooth = down
    for row in 0..<rows {
      let line = row * columns
      for column in 0..<columns {
        let (left, right) = (line + max(0, column - 1), line + min(columns - 1, column + 1))
        let (first, last) = (line + max(0, column - 2), line + min(columns - 1, column + 2))
        smooth[line + column] = median(
          down[first], down[left], down[line + column], down[right], down[last])
      }
    }
    return smooth
  }

  /// The third of five values in order.
  @inline(__always)
  private static func median(
    _ a: Float, _ b: Float, _ c: Float, _ d: Float, _ e: Float
  ) -> Float {
    // Neither the lowest nor the highest of the first four can be it.
    let low = max(min(a, b), min(c, d))
    let high = min(max(a, b), max(c, d))
    return max(min(low, high), min(max(low, high), e))
  }
}
