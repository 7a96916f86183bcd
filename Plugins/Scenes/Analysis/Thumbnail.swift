/// A frame of a few pixels: brightness of each, and the mean colour of each cell of a grid.
struct Thumbnail: Sendable {
  /// Cells in a row and rows of cells.
  static let columns = 16
  static let rows = 9

  /// Seconds of media time.
  let time: Double
  /// Brightness of each pixel, 0 to 255, row after row.
  let luma: [UInt8]
  /// Brightness, blueness and redness of each cell, each 0 to 255.
  let cells: [Float]
  /// Mean brightness, 0 to 255.
  let mean: Float
  /// Nothing is to be seen, but perhaps some text: 97 % of the pixels are nearly black.
  let isBlack: Bool
  /// So little is to be seen that it may be the beginning or the end of a fade.
  let isDim: Bool

  /// Takes red, green and blue of `width * height` pixels, row after row.
  init(_ pixels: Span<UInt8>, width: Int, height: Int, time: Double) {
    self.time = time
    var luma = [UInt8](repeating: 0, count: width * height)
    var sums = [Float](repeating: 0, count: 3 * Self.columns * Self.rows)
    var counts = [Float](repeating: 0, count: Self.columns * Self.rows)
    var (total, dark) = (0, 0)
    for row in 0..<height {
      let line = row * Self.rows / height * Self.columns
      for column in 0..<width {
        let pixel = row * width + column
        let red = Int(pixels[3 * pixel])
        let green = Int(pixels[3 * pixel + 1])
        let blue = Int(pixels[3 * pixel + 2])
        // The weights of ITU-R BT.601, in 256ths.
        let bright = (77 * red + 150 * green + 29 * blue) >> 8
        luma[pixel] = UInt8(truncatingIfNeeded: bright)
        total += bright
        if bright < 32 { dark += 1 }
        let cell = line + column * Self.columns / width
        sums[3 * cell] += Float(bright)
        sums[3 * cell + 1] += Float(128 + (blue - bright) / 2)
        sums[3 * cell + 2] += Float(128 + (red - bright) / 2)
        counts[cell] += 1
      }
    }
    for index in sums.indices { sums[index] /= max(1, counts[index / 3]) }
    self.luma = luma
    cells = sums
    mean = Float(total) / Float(max(1, width * height))
    isDim = mean < 30
    isBlack = mean < 12 && dark * 100 >= 97 * width * height
  }

  /// Mean difference of the cells' colours, 0 to 255; motion within a cell does not count.
  func distance(to other: Thumbnail) -> Float {
    var sum: Float = 0
    for index in cells.indices { sum += abs(cells[index] - other.cells[index]) }
    return sum / Float(Self.columns * Self.rows)
  }

  /// The mixture of two others that comes nearest to this frame: the second one's share, and
  /// what remains, as a share of their difference. The mean brightness is left out of both.
  ///
  /// Next to nothing remains of a frame of a dissolve; half and more where things move.
  func mixture(of first: Thumbnail, _ second: Thumbnail) -> (share: Float, rest: Float)? {
    guard luma.count == first.luma.count, luma.count == second.luma.count else { return nil }
    var (way, along): (Float, Float) = (0, 0)
    for index in luma.indices {
      let origin = Float(first.luma[index]) - first.mean
      let whole = Float(second.luma[index]) - second.mean - origin
      let part = Float(luma[index]) - mean - origin
      way += whole * whole
      along += part * whole
    }
    guard way > 0 else { return nil }
    let share = along / way
    var (rest, all): (Float, Float) = (0, 0)
    for index in luma.indices {
      let origin = Float(first.luma[index]) - first.mean
      let whole = Float(second.luma[index]) - second.mean - origin
      let part = Float(luma[index]) - mean - origin
      rest += abs(part - share * whole)
      all += abs(whole)
    }
    return (share, rest / all)
  }

  /// The correlation of the brightness of two frames, -1 to 1; 1 if only the light changed.
  func likeness(to other: Thumbnail) -> Float {
    guard luma.count == other.luma.count else { return 0 }
    var (own, theirs, both): (Float, Float, Float) = (0, 0, 0)
    for index in luma.indices {
      let (a, b) = (Float(luma[index]) - mean, Float(other.luma[index]) - other.mean)
      own += a * a
      theirs += b * b
      both += a * b
    }
    let count = Float(max(1, luma.count))
    // Flat pictures have nothing to be alike in but their brightness.
    if own / count < 4 || theirs / count < 4 {
      return own / count < 4 && theirs / count < 4 ? 1 : 0
    }
    return both / (own * theirs).squareRoot()
  }
}
