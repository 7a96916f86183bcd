import Catalogue
import Numerics

/// Turns tracks into vectors that can be compared: one-hot categories, the mean for what is
/// missing, every column to mean 0 and deviation 1, then the principal components.
///
/// The same as scikit-learn's OneHotEncoder (unknown ones ignored), SimpleImputer, StandardScaler
/// and PCA in a row, up to the components' signs. It is fitted once and kept, so that one more track
/// is moved into the same space without looking at the others.
package struct Preparation: Equatable {
  package let columns: Columns
  let means: [Float]
  /// Of the population, or 1 for a column that does not vary; times ``Columns/divisors``.
  let deviations: [Float]
  /// One row per dimension, most variance first.
  let components: Matrix
  /// How many tracks it was fitted to.
  package let fitted: Int

  package var dimensions: Int { components.rows }

  /// The vectors of some tracks, one after another.
  package func vectors(of tracks: [Track]) -> [Float] {
    vectors(of: tracks.flatMap { columns.values(of: $0) }, tracks.count)
  }

  func vectors(of values: [Float], _ rows: Int) -> [Float] {
    let matrix = Matrix(rows: rows, columns: columns.count, standardised(values))
    return matrix.times(components, otherTransposed: true).values
  }

  func standardised(_ values: [Float]) -> [Float] {
    var result = values
    let count = columns.count
    for place in result.indices {
      let column = place % count
      let value = result[place]
      result[place] = value.isFinite ? (value - means[column]) / deviations[column] : 0
    }
    return result
  }
}
