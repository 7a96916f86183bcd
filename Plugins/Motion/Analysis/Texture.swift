/// What one block shows in two pictures: variances and covariance, in squared grey levels.
struct Texture {
  private let reference: Float
  private let current: Float
  private let common: Float

  init(_ first: Picture, _ second: Picture, row: Int, column: Int) {
    var squares = SIMD8<Int32>()
    var secondSquares = SIMD8<Int32>()
    var products = SIMD8<Int32>()
    for line in 0..<8 {
      let index = (row * 8 + line) * second.columns + column
      let a = SIMD8<Int32>(truncatingIfNeeded: first.pixels[index] &>> 3)
      let b = SIMD8<Int32>(truncatingIfNeeded: second.pixels[index] &>> 3)
      squares &+= a &* a
      secondSquares &+= b &* b
      products &+= a &* b
    }
    let block = row * second.columns + column
    let (a, b) = (first.means[block], second.means[block])
    reference = Float(squares.wrappedSum()) / 64 - a * a
    current = Float(secondSquares.wrappedSum()) / 64 - b * b
    common = Float(products.wrappedSum()) / 64 - a * b
  }

  /// The ratio of the contrasts, or nil where the block is flat or shows something else.
  var contrastRatio: Float? {
    guard reference > 20, current > 4 else { return nil }
    guard common > 0.8 * (reference * current).squareRoot() else { return nil }
    return (current / reference).squareRoot()
  }
}
