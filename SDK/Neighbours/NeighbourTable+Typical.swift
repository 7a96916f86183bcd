import CNeighbours

extension NeighbourTable {
  /// The median distance of pairs of rows from all over the table; 0 with fewer than two rows.
  public func typicalDistance(_ metric: Metric, dimensions used: Int? = nil) -> Double {
    let used = min(max(used ?? dimensions, 1), dimensions)
    let pairs = 511
    var distances: [Double] = []
    // Steps by the golden section visit places evenly without meeting a pattern of the rows.
    var (place, step) = (0.5, 0.618_033_988_749_895)
    func nextRow() -> Int {
      place = (place + step).truncatingRemainder(dividingBy: 1)
      return min(Int(place * Double(rows)), rows - 1)
    }
    guard count > 1 else { return 0 }
    for _ in 0..<16 * pairs where distances.count < pairs {
      let (one, other) = (nextRow(), nextRow())
      guard one != other, alive[one] == 1, alive[other] == 1 else { continue }
      distances.append(
        unsafe cn_distance(
          Kernel.best.rawValue, metric.rawValue, file.vector(one), file.vector(other), used))
    }
    return distances.isEmpty ? 0 : distances.sorted()[distances.count / 2]
  }
}
