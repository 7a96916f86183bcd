/// Principal component analysis: the directions in which rows vary most (Pearson 1901).
///
/// The components are the eigenvectors of the covariance of the columns, by falling variance; the
/// entry of largest magnitude of each is positive, so that the same data gives the same signs.
public struct PCA: Equatable, Sendable {
  /// Of the columns; subtracted before rotating.
  public let means: [Float]
  /// One row per component, of length 1.
  public let components: Matrix
  /// The variance along each component (divided by the number of rows less one), descending.
  public let variances: [Float]

  /// What was fitted earlier.
  public init(means: [Float], components: Matrix, variances: [Float]) {
    precondition(means.count == components.columns && variances.count == components.rows)
    self.means = means
    self.components = components
    self.variances = variances
  }

  /// Of finite values, at least one row and one column.
  /// - Parameter dimensions: how many components; no more than there are columns are kept.
  public init(fitting matrix: Matrix, dimensions: Int) throws(NumericsError) {
    precondition(dimensions > 0, "at least one dimension")
    let (rows, columns) = (matrix.rows, matrix.columns)
    guard rows > 0, columns > 0 else {
      throw NumericsError("no principal components of a table without rows or columns")
    }
    let standard = Standardisation(fitting: matrix)
    let centred = PCA.centred(matrix, standard.means)
    let products = centred.times(centred, transposed: true)
    let covariance = products.values.map { Double($0) / Double(max(1, rows - 1)) }
    let eigen = try SymmetricEigen(of: covariance, size: columns, largest: min(dimensions, columns))
    means = standard.means
    components = Matrix(
      rows: eigen.vectors.count, columns: columns, eigen.vectors.flatMap { $0.map { Float($0) } })
    variances = eigen.values.map { Float(max(0, $0)) }
  }

  /// One row per row, one column per component.
  public func transform(_ matrix: Matrix) -> Matrix {
    precondition(matrix.columns == means.count, "fitted on \(means.count) columns")
    return PCA.centred(matrix, means).times(components, otherTransposed: true)
  }

  private static func centred(_ matrix: Matrix, _ means: [Float]) -> Matrix {
    var result = matrix
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        result.values[row * matrix.columns + column] -= means[column]
      }
    }
    return result
  }
}
