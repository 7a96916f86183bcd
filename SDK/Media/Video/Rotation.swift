/// Turns pictures by quarters.
enum Rotation {
  /// Writes `source` into `target`, turned clockwise by `degrees` (90, 180 or 270).
  @unsafe static func turn(
    _ source: UnsafeRawBufferPointer, _ from: FrameLayout, by degrees: Int,
    into target: UnsafeMutableRawBufferPointer, _ to: FrameLayout
  ) {
    for (index, plane) in from.planes.enumerated() {
      // Bytes that stay together: a colour's parts, or a pair of Cb and Cr.
      let unit = from.format == .rgb8 ? 3 : index == 1 ? 2 : 1
      let turned = to.planes[index]
      let (columns, rows) = (turned.rowBytes / unit, turned.rows)
      let (lastColumn, lastRow) = (plane.rowBytes / unit - 1, plane.rows - 1)
      for row in 0..<rows {
        for column in 0..<columns {
          let (x, y): (Int, Int) =
            switch degrees {
            case 90: (row, lastRow - column)
            case 180: (lastColumn - column, lastRow - row)
            default: (lastColumn - row, column)
            }
          let here = turned.offset + row * turned.stride + column * unit
          let there = plane.offset + y * plane.stride + x * unit
          for byte in 0..<unit { unsafe target[here + byte] = source[there + byte] }
        }
      }
    }
  }
}
