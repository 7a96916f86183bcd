/// Brings every column to mean 0 and deviation 1.
///
/// The deviation is that of the population (divided by the number of rows). A column that does
/// not vary is only centred. Values that are not numbers are missing: they do not count when
/// fitted, and become the column's mean, which is 0 afterwards.
public struct Standardisation: Equatable, Sendable {
  public let means: [Float]
  public let deviations: [Float]

  /// What was fitted earlier.
  public init(means: [Float], deviations: [Float]) {
    precondition(means.count == deviations.count, "as many means as deviations")
    self.means = means
    self.deviations = deviations
  }

  public init(fitting matrix: Matrix) {
    var means: [Float] = []
    var deviations: [Float] = []
    for column in 0..<matrix.columns {
      var (count, sum, squares) = (0.0, 0.0, 0.0)
      let values = stride(from: column, to: matrix.values.count, by: max(1, matrix.columns))
      for place in values where matrix.values[place].isFinite {
        count += 1
        sum += Double(matrix.values[place])
      }
      let mean = count > 0 ? sum / count : 0
      for place in values where matrix.values[place].isFinite {
        let difference = Double(matrix.values[place]) - mean
        squares += difference * difference
      }
      let deviation = count > 0 ? (squares / count).squareRoot() : 0
      means.append(Float(mean))
      // What rounding leaves of a column that does not vary is no deviation.
      deviations.append(deviation > 1e-7 * abs(mean) ? Float(deviation) : 1)
    }
    self.init(means: means, deviations: deviations)
  }

  public func transform(_ matrix: Matrix) -> Matrix {
    precondition(matrix.columns == means.count, "fitted on \(means.count) columns")
    var result = matrix
    for row in 0..<matrix.rows {
      for column in 0..<matrix.columns {
        let place = row * matrix.columns + column
        let value = (matrix.values[place] - means[column]) / deviations[column]
        result.values[place] = matrix.values[place].isFinite ? value : 0
      }
    }
    return result
  }
}
