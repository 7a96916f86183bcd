internal import CNumerics

/// The singular value decomposition of a matrix (LAPACK): `left * diagonal(values) * right`.
public struct SingularValues: Sendable {
  /// Descending, `min(rows, columns)` of them.
  public let values: [Float]
  /// As many columns as values.
  public let left: Matrix
  /// As many rows as values.
  public let right: Matrix

  /// Of a matrix with at least one value, which must be finite.
  ///
  /// The C function is `sgesdd`.
  public init(of matrix: Matrix) throws(NumericsError) {
    guard !matrix.values.isEmpty, matrix.values.allSatisfy(\.isFinite) else {
      throw NumericsError(
        "a matrix that is empty or has values that are not numbers has no singular values")
    }
    let count = min(matrix.rows, matrix.columns)
    var input = matrix.values
    var values = [Float](repeating: 0, count: count)
    var left = Matrix(rows: matrix.rows, columns: count)
    var right = Matrix(rows: count, columns: matrix.columns)
    let code = unsafe input.withUnsafeMutableBufferPointer { input in
      unsafe values.withUnsafeMutableBufferPointer { values in
        unsafe left.values.withUnsafeMutableBufferPointer { left in
          unsafe right.values.withUnsafeMutableBufferPointer { right in
            unsafe cnumerics_svd(
              input.baseAddress, CInt(matrix.rows), CInt(matrix.columns), left.baseAddress,
              values.baseAddress, right.baseAddress)
          }
        }
      }
    }
    guard code == 0 else {
      throw NumericsError(
        "no singular values of a \(matrix.rows)x\(matrix.columns) matrix were found (code \(code))")
    }
    self.values = values
    self.left = left
    self.right = right
  }
}
