import Numerics

extension Preparation {
  /// Rows that are multiplied at once.
  private static let batch = 2048

  /// Fits to rows of `columns.count` values, NaN where one is missing.
  ///
  /// - Parameters:
  ///   - dimensions: the most principal components to keep.
  ///   - step: told how much is done, 0 to 1; may throw to give up.
  package init(
    columns: Columns, fitting values: [Float], dimensions: Int,
    step: (Double) throws -> Void = { _ in }
  ) throws {
    let width = columns.count
    let rows = values.count / max(width, 1)
    var sums = [Double](repeating: 0, count: width)
    var counts = [Int](repeating: 0, count: width)
    for row in 0..<rows {
      for column in 0..<width where values[row * width + column].isFinite {
        sums[column] += Double(values[row * width + column])
        counts[column] += 1
      }
    }
    let centres = (0..<width).map { counts[$0] > 0 ? sums[$0] / Double(counts[$0]) : 0 }
    var squares = [Double](repeating: 0, count: width)
    for row in 0..<rows {
      for column in 0..<width where values[row * width + column].isFinite {
        let difference = Double(values[row * width + column]) - centres[column]
        squares[column] += difference * difference
      }
    }
    let divisors = columns.divisors
    let deviations = (0..<width).map { column -> Float in
      // A missing value stands at the mean, and counts as a row. What rounding leaves of a column
      // that does not vary is no deviation.
      let deviation = (squares[column] / Double(max(rows, 1))).squareRoot()
      return divisors[column]
        * (deviation > 1e-7 * abs(centres[column]) ? Float(deviation) : 1)
    }
    // Without components yet, to standardise with.
    let plain = Preparation(
      columns: columns, means: centres.map { Float($0) }, deviations: deviations,
      components: Matrix(rows: 0, columns: width), fitted: rows)
    let covariance = try plain.covariance(of: values, rows, step)
    let eigen = try SymmetricEigen(
      of: covariance, size: width, largest: min(dimensions, width))
    self.init(
      columns: columns, means: plain.means, deviations: deviations,
      components: Matrix(
        rows: eigen.vectors.count, columns: width, eigen.vectors.flatMap { $0.map { Float($0) } }),
      fitted: rows)
  }

  /// The products of all columns over all rows, which have mean 0, by the number of rows less one.
  private func covariance(
    of values: [Float], _ rows: Int, _ step: (Double) throws -> Void
  ) rethrows -> [Double] {
    let width = columns.count
    var sums = [Double](repeating: 0, count: width * width)
    for start in stride(from: 0, to: rows, by: Self.batch) {
      try step(Double(start) / Double(rows))
      let stop = min(start + Self.batch, rows)
      let part = Matrix(
        rows: stop - start, columns: width,
        standardised(Array(values[start * width..<stop * width])))
      let products = part.times(part, transposed: true).values
      for place in sums.indices { sums[place] += Double(products[place]) }
    }
    return sums.map { $0 / Double(max(rows - 1, 1)) }
  }
}
