/// Sums over every rectangle of a picture, in four look-ups: its integral images.
struct PixelSums {
  let width: Int
  let height: Int
  /// From one row of the sums to the next.
  let stride: Int
  /// Sum of the pixels above and left of each corner; whole numbers, which wrap around harmlessly.
  let sums: [Int32]
  let squares: [Int64]

  /// Takes grey values from 0 to 255, which are rounded.
  init(_ plane: [Float], width: Int, height: Int) {
    (self.width, self.height, stride) = (width, height, width + 1)
    var sums = [Int32](repeating: 0, count: (width + 1) * (height + 1))
    var squares = [Int64](repeating: 0, count: sums.count)
    for row in 0..<height {
      var (sum, square): (Int32, Int64) = (0, 0)
      for column in 0..<width {
        let value = Int32(plane[row * width + column].rounded())
        sum &+= value
        square &+= Int64(value * value)
        let corner = (row + 1) * (width + 1) + column + 1
        sums[corner] = sums[corner - width - 1] &+ sum
        squares[corner] = squares[corner - width - 1] &+ square
      }
    }
    (self.sums, self.squares) = (sums, squares)
  }
}
