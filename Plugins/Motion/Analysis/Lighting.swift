/// How the light changed between two pictures: one contrast for all, and an offset for each place.
///
/// The contrast is the median ratio of the blocks that show the same texture in both pictures,
/// which an object cannot shift as long as it covers less than half of them. The offset of each
/// block is the median of the 5x5 blocks around it, so that lamps, clouds and soft shadows are
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

  /// The median of the 5x5 blocks around each; the edge counts on beyond the picture.
  private static func smooth(_ values: [Float], columns: Int, rows: Int) -> [Float] {
    var window = [Float](repeating: 0, count: 25)
    var smooth = values
    for row in 0..<rows {
      for column in 0..<columns {
        var filled = 0
        for y in row - 2...row + 2 {
          let line = min(rows - 1, max(0, y)) * columns
          for x in column - 2...column + 2 {
            let value = values[line + min(columns - 1, max(0, x))]
            var place = filled
            while place > 0, window[place - 1] > value {
              window[place] = window[place - 1]
              place -= 1
            }
            window[place] = value
            filled += 1
          }
        }
        smooth[row * columns + column] = window[12]
      }
    }
    return smooth
  }
}
