extension Statement {
  /// Floats that are multiplied at once.
  private typealias Wide = SIMD16<Float>

  /// The cosine of a blob of floats with `direction`, whose length is 1; nil where there is none,
  /// as with a blob of another length, or one of zeros. The blob is read where it lies.
  func cosine(_ column: Int, with direction: [Float]) -> Float? {
    unsafe withBytes(column) { bytes -> Float? in
      guard bytes.count == direction.count * 4 else { return nil }
      let (product, square) = unsafe direction.withUnsafeBytes { direction in
        var (products, squares) = (Wide.zero, Wide.zero)
        var place = 0
        let step = MemoryLayout<Wide>.size
        while place + step <= bytes.count {
          let theirs = unsafe bytes.loadUnaligned(fromByteOffset: place, as: Wide.self)
          let ours = unsafe direction.loadUnaligned(fromByteOffset: place, as: Wide.self)
          products += theirs * ours
          squares += theirs * theirs
          place += step
        }
        var (product, square) = (products.sum(), squares.sum())
        while place < bytes.count {
          let theirs = unsafe bytes.loadUnaligned(fromByteOffset: place, as: Float.self)
          let ours = unsafe direction.loadUnaligned(fromByteOffset: place, as: Float.self)
          product += theirs * ours
          square += theirs * theirs
          place += 4
        }
        return (product, square)
      }
      let cosine = product / square.squareRoot()
      return cosine.isFinite ? min(cosine, 1) : nil
    }
  }
}
