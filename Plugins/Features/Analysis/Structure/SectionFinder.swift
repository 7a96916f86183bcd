import Glibc
import Numerics

/// Finds where a track changes its character: verse to chorus, movement to movement.
///
/// Seconds are compared with one another by what they sound like; a boundary is where the seconds
/// before it are alike, those after it too, but not the ones with the others: a checkerboard along
/// the diagonal of the self-similarity matrix (Foote, "Automatic audio segmentation using a measure
/// of audio novelty", 2000).
struct SectionFinder {
  /// Seconds on each side of a boundary that are compared.
  static let reach = 12
  /// The shortest section, in seconds.
  static let shortest = 8
  private var rows: [[Float]] = []

  /// The description of the next second: cepstral coefficients, then shares of pitch classes.
  mutating func add(_ second: [Float]) { rows.append(second) }

  /// - Returns: the second in which each section after the first begins.
  func boundaries() -> [Int] {
    guard rows.count >= 2 * Self.shortest else { return [] }
    let novelty = self.novelty()
    let mean = novelty.reduce(0, +) / Float(novelty.count)
    let variance = novelty.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Float(novelty.count)
    let least = max(0.05, mean + 0.5 * variance.squareRoot())
    var found: [Int] = []
    for second in Self.shortest...(rows.count - Self.shortest) where novelty[second] > least {
      let (first, last) = (
        max(0, second - Self.shortest / 2), min(rows.count - 1, second + Self.shortest / 2)
      )
      guard (first...last).allSatisfy({ novelty[$0] <= novelty[second] }) else { continue }
      if let last = found.last, second - last < Self.shortest { continue }
      found.append(second)
    }
    return found
  }

  private func novelty() -> [Float] {
    let similarity = self.similarity()
    let width = 2 * Self.reach
    let bell = (-Self.reach..<Self.reach).map { offset in
      let place = (Float(offset) + 0.5) / Float(Self.reach)
      return exp(-2 * place * place)
    }
    return rows.indices.map { second in
      let reach = min(Self.reach, second, rows.count - second)
      if reach < 3 { return 0 }
      var (sum, weights): (Float, Float) = (0, 0)
      for one in -reach..<reach {
        for other in one..<reach {
          let weight = bell[one + Self.reach] * bell[other + Self.reach]
          let sign: Float = (one < 0) == (other < 0) ? 1 : -1
          // Each pair but that of a second with itself lies on both sides of the diagonal.
          let times: Float = one == other ? 1 : 2
          sum += times * sign * weight * similarity[(second + one) * width + other - one]
          weights += times * weight
        }
      }
      return sum / weights
    }
  }

  /// The cosine of each second with those up to twice the reach later, one row per second.
  private func similarity() -> [Float] {
    let matrix = Matrix(rows)
    let fit = Standardisation(fitting: matrix)
    // What hardly varies must not be blown up to differences.
    let deviations = fit.deviations.enumerated().map { column, deviation in
      max(deviation, column < SecondSums.count ? 0.2 : 0.05)
    }
    let standard = Standardisation(means: fit.means, deviations: deviations).transform(matrix)
    let lengths = rows.indices.map { row in
      let values = standard.values[row * standard.columns..<(row + 1) * standard.columns]
      return max(1, dot(values.span, values.span).squareRoot())
    }
    let width = 2 * Self.reach
    var result = [Float](repeating: 0, count: rows.count * width)
    for one in rows.indices {
      for other in one..<min(one + width, rows.count) {
        let product = dot(
          standard.values.span.extracting(one * standard.columns..<(one + 1) * standard.columns),
          standard.values.span.extracting(
            other * standard.columns..<(other + 1) * standard.columns))
        result[one * width + other - one] = product / (lengths[one] * lengths[other])
      }
    }
    return result
  }
}
