internal import CNumerics

/// The largest eigenvalues of a symmetric matrix and their vectors (LAPACK), in double precision.
public struct SymmetricEigen: Sendable {
  /// Descending.
  public let values: [Double]
  /// Of length 1, in the order of the values; the component of largest magnitude is positive.
  public let vectors: [[Double]]

  /// Of a matrix of `size` rows, row after row, which must be finite.
  ///
  /// The C function is `dsyevr`.
  public init(of matrix: [Double], size: Int, largest count: Int) throws(NumericsError) {
    precondition(matrix.count == size * size, "not a matrix of \(size) rows and columns")
    precondition(count > 0 && count <= size, "no \(count) eigenvalues of \(size) rows")
    guard matrix.allSatisfy(\.isFinite) else {
      throw NumericsError("a matrix with values that are not numbers has no eigenvalues")
    }
    var (matrix, values) = (matrix, [Double](repeating: 0, count: count))
    var vectors = [Double](repeating: 0, count: size * count)
    let code = unsafe matrix.withUnsafeMutableBufferPointer { matrix in
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe vectors.withUnsafeMutableBufferPointer { vectors in
          unsafe cnumerics_eigen(
            matrix.baseAddress, CInt(size), CInt(count), values.baseAddress, vectors.baseAddress)
        }
      }
    }
    guard code == 0 else {
      throw NumericsError("no eigenvalues of a matrix of \(size) rows were found (code \(code))")
    }
    self.values = values.reversed()
    self.vectors = (0..<count).reversed().map { index in
      let vector = Array(vectors[index * size..<(index + 1) * size])
      let largest = vector.max { abs($0) < abs($1) } ?? 0
      return largest < 0 ? vector.map { -$0 } : vector
    }
  }
}
