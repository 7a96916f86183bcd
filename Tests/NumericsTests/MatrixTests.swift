import Numerics
import Testing

@Suite("Matrices")
struct MatrixTests {
  private let a = Matrix([[1, 2, 3], [4, 5, 6]])
  private let b = Matrix([[1, 0], [2, -1], [0, 3]])

  private func expectNear(_ left: Matrix, _ right: Matrix, within: Float = 1e-5) {
    #expect(left.rows == right.rows && left.columns == right.columns)
    for (one, other) in zip(left.values, right.values) { #expect(abs(one - other) <= within) }
  }

  @Test("multiplies, either side transposed")
  func product() {
    let product = Matrix([[5, 7], [14, 13]])
    #expect(a * b == product)
    #expect(a.transposed.times(b, transposed: true) == product)
    #expect(a.times(b.transposed, otherTransposed: true) == product)
    #expect(a.transposed.times(b.transposed, transposed: true, otherTransposed: true) == product)
    #expect((Matrix(rows: 0, columns: 3) * b).rows == 0)
  }

  @Test("the same product comes out on one thread and on two")
  func threads() {
    useThreads(2)
    let two = a * b
    useThreads(1)
    #expect(a * b == two)
  }

  @Test("finds the eigenvalues and vectors of a symmetric matrix")
  func eigen() throws {
    let eigen = try SymmetricEigen(of: [2, 1, 0, 1, 2, 0, 0, 0, 5], size: 3, largest: 2)
    #expect(abs(eigen.values[0] - 5) < 1e-12 && abs(eigen.values[1] - 3) < 1e-12)
    #expect(abs(eigen.vectors[0][2] - 1) < 1e-12)
    let half = 0.5.squareRoot()
    #expect(abs(eigen.vectors[1][0] - half) < 1e-12 && abs(eigen.vectors[1][1] - half) < 1e-12)
  }

  @Test("says that what is no number has no eigenvalues")
  func noEigen() {
    let error = #expect(throws: NumericsError.self) {
      try SymmetricEigen(of: [.nan], size: 1, largest: 1)
    }
    #expect(
      error?.description == "a matrix with values that are not numbers has no eigenvalues")
  }

  @Test("takes a matrix apart into singular values, tall or wide")
  func singularValues() throws {
    // 3 and 1 along the diagonals of the square.
    let square = try SingularValues(of: Matrix([[2, 1], [1, 2]]))
    #expect(abs(square.values[0] - 3) < 1e-5 && abs(square.values[1] - 1) < 1e-5)
    for matrix in [a, b] {
      let parts = try SingularValues(of: matrix)
      var scaled = parts.right
      for row in 0..<scaled.rows {
        for column in 0..<scaled.columns { scaled[row, column] *= parts.values[row] }
      }
      expectNear(parts.left * scaled, matrix)
    }
    let error = #expect(throws: NumericsError.self) { try SingularValues(of: Matrix([[.nan]])) }
    #expect(
      error?.description
        == "a matrix that is empty or has values that are not numbers has no singular values")
  }

  @Test("standardises columns, and gives missing values the mean")
  func standardisation() {
    let standard = Standardisation(fitting: Matrix([[1, 7, .nan], [3, 7, 2], [.nan, 7, 4]]))
    #expect(standard.means == [2, 7, 3])
    #expect(standard.deviations == [1, 1, 1])
    expectNear(
      standard.transform(Matrix([[1, 7, .nan], [4, 8, 5], [.infinity, 7, 3]])),
      Matrix([[-1, 0, 0], [2, 1, 2], [0, 0, 0]]))
  }

  @Test("a column without a number in it stays at zero")
  func missing() {
    let standard = Standardisation(fitting: Matrix([[.nan], [.nan]]))
    expectNear(standard.transform(Matrix([[.nan]])), Matrix([[0]]))
  }

  @Test("finds the line that points lie on")
  func components() throws {
    let points = Matrix([[1, 2], [3, 6], [5, 10]])
    let pca = try PCA(fitting: points, dimensions: 2)
    let length = Float(5).squareRoot()
    expectNear(
      Matrix(rows: 1, columns: 2, pca.components.row(0)), Matrix([[1 / length, 2 / length]]))
    // The points are 2 sqrt 5 apart; variance ((2 sqrt 5)^2 + (2 sqrt 5)^2) / 2.
    #expect(abs(pca.variances[0] - 20) < 1e-4 && abs(pca.variances[1]) < 1e-4)
    expectNear(
      pca.transform(points), Matrix([[-2 * length, 0], [0, 0], [2 * length, 0]]), within: 1e-4)
  }

  @Test("keeps no more components than there are columns, and survives a single row")
  func few() throws {
    let pca = try PCA(fitting: Matrix([[1, 2, 3]]), dimensions: 141)
    #expect(pca.components.rows == 3)
    expectNear(pca.transform(Matrix([[1, 2, 3]])), Matrix([[0, 0, 0]]))
    let error = #expect(throws: NumericsError.self) {
      try PCA(fitting: Matrix([]), dimensions: 2)
    }
    #expect(error?.description == "no principal components of a table without rows or columns")
  }
}
