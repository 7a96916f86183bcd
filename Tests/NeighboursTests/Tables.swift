import Neighbours
import TestSupport

/// Numbers that are the same in every run.
struct SmallRandom: RandomNumberGenerator {
  var state: UInt64 = 1

  mutating func next() -> UInt64 {
    state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
    return state ^ state >> 29
  }

  /// Near to normal: the sum of four even ones.
  mutating func normal() -> Float {
    (0..<4).reduce(0) { sum, _ in sum + Float.random(in: -0.866...0.866, using: &self) }
  }
}

/// What kinds of data a search is tried on.
enum Kind: CaseIterable {
  case normal, clustered, whole, repeated, outlying, tiny, constant

  func vectors(_ rows: Int, _ dimensions: Int, _ random: inout SmallRandom) -> [[Float]] {
    let centres = (0..<10).map { _ in (0..<dimensions).map { _ in 10 * random.normal() } }
    let few = (0..<7).map { _ in (0..<dimensions).map { _ in random.normal() } }
    return (0..<rows).map { row in
      switch self {
      case .normal: (0..<dimensions).map { _ in random.normal() }
      case .clustered: centres[row % 10].map { $0 + 0.1 * random.normal() }
      case .whole: (0..<dimensions).map { _ in Float(Int.random(in: 0...2, using: &random)) }
      case .repeated: few[row * row % 7]
      case .outlying:
        (0..<dimensions).map { _ in random.normal() * (row % 50 == 0 ? 1e4 : 1) }
      case .tiny: (0..<dimensions).map { _ in 1e6 + 1e-20 * random.normal() }
      case .constant: [Float](repeating: -3, count: dimensions)
      }
    }
  }
}

/// All distances in double precision, sorted: what a search is compared with.
func bruteForce(
  _ vectors: [(id: Int64, vector: [Float])], _ query: [Float], _ count: Int, _ metric: Metric,
  _ used: Int
) -> [Neighbour] {
  let all = vectors.map { id, vector in
    Neighbour(id: id, distance: distance(vector, query, metric, used))
  }
  return Array(all.sorted().prefix(count))
}

/// Adds up as the search does, eight sums side by side, so that ties are the same ties.
func distance(_ a: [Float], _ b: [Float], _ metric: Metric, _ used: Int) -> Double {
  func total(_ term: (Double, Double) -> Double) -> Double {
    var sums = [Double](repeating: 0, count: 8)
    for place in 0..<used { sums[place % 8] += term(Double(a[place]), Double(b[place])) }
    return ((sums[0] + sums[4]) + (sums[1] + sums[5])) + ((sums[2] + sums[6]) + (sums[3] + sums[7]))
  }
  switch metric {
  case .manhattan: return total { abs($0 - $1) }
  case .euclidean: return total { ($0 - $1) * ($0 - $1) }.squareRoot()
  case .cosine:
    let norms = total { x, _ in x * x }.squareRoot() * total { _, y in y * y }.squareRoot()
    return norms > 0 ? min(max(1 - total { $0 * $1 } / norms, 0), 2) : 1
  }
}

extension NeighbourTable {
  convenience init(_ vectors: [(id: Int64, vector: [Float])], at path: String? = nil) throws {
    try self.init(
      creating: path, dimensions: vectors[0].vector.count, capacity: 2 * vectors.count,
      attachment: Array("kept".utf8))
    try append(vectors.map(\.id), vectors.flatMap(\.vector))
    try commit(mark: 7)
  }
}
