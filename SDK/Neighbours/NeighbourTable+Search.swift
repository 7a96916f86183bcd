import CNeighbours

extension NeighbourTable {
  /// The `count` rows nearest to `query`, nearest first; of equally near ones the smaller ids.
  ///
  /// - Parameters:
  ///   - used: how many dimensions count, from the first on; nil: all of them.
  ///   - excluded: ids that are passed over.
  ///   - kernel: one of ``Kernel/available``.
  public func nearest(
    to query: [Float], count: Int, metric: Metric = .manhattan, dimensions used: Int? = nil,
    excluding excluded: [Int64] = [], kernel: Kernel = .best
  ) throws(NeighbourError) -> [Neighbour] {
    let used = min(max(used ?? dimensions, 1), dimensions)
    guard query.count == dimensions else {
      throw .wrongLength(given: query.count, expected: dimensions)
    }
    if let wrong = query.firstIndex(where: { !(abs($0) <= 1e30) }) {
      throw .notFinite(dimension: wrong)
    }
    // A row that must not be found again is dead for as long as the search goes on.
    var hidden: [Int] = []
    defer { for row in hidden { alive[row] = 1 } }
    func hide(_ row: Int) {
      if alive[row] == 1 {
        alive[row] = 0
        hidden.append(row)
      }
    }
    for id in excluded { if let row = row(of: id) { hide(row) } }
    guard count > 0, rows > 0 else { return [] }

    let bounds = Bounds(self, query, used: used, metric: metric, kernel: kernel)
    var best = Best<Neighbour>(min(count, rows))
    func look(at row: Int) {
      let distance = unsafe query.withUnsafeBufferPointer {
        unsafe cn_distance(
          kernel.rawValue, metric.rawValue, $0.baseAddress, file.vector(row), used)
      }
      best.offer(Neighbour(id: file.id(row), distance: distance))
      hide(row)
    }

    // Those with the smallest bounds give a distance that no more than `count` rows are within.
    for candidate in smallest(best.capacity, bounds) { look(at: candidate.row) }
    guard best.isFull, let worst = best.worst else { return best.elements.sorted() }
    // Only rows whose bound is at most that can be nearer. The likeliest are looked at first.
    var limit = bounds.limit(worst.distance)
    var candidates: [Candidate] = []
    forEachRow(limit, bounds) { candidates.append($0) }
    let isSorted = candidates.count <= 16_384
    if isSorted { candidates.sort() }
    for candidate in candidates {
      if candidate.bound > limit {
        if isSorted { break } else { continue }
      }
      look(at: candidate.row)
      if let worst = best.worst { limit = min(limit, bounds.limit(worst.distance)) }
    }
    return best.elements.sorted()
  }

  private func smallest(_ count: Int, _ bounds: borrowing Bounds) -> [Candidate] {
    var smallest = Best<Candidate>(count)
    var row = 0
    var limit = UInt32.max
    while let next = bounds.next(row, limit, sums, rows) {
      row = next + 1
      if alive[next] == 0 { continue }
      smallest.offer(Candidate(bound: sums[next], row: next))
      if smallest.isFull, let worst = smallest.worst {
        if worst.bound == 0 { break }
        limit = worst.bound - 1
      }
    }
    return smallest.elements
  }

  private func forEachRow(
    _ limit: UInt32, _ bounds: borrowing Bounds, _ body: (Candidate) -> Void
  ) {
    var row = 0
    while let next = bounds.next(row, limit, sums, rows) {
      row = next + 1
      if alive[next] == 1 { body(Candidate(bound: sums[next], row: next)) }
    }
  }
}

/// A row whose distance is not known yet, but a bound of it.
private struct Candidate: Comparable {
  var bound: UInt32
  var row: Int

  static func < (left: Candidate, right: Candidate) -> Bool {
    (left.bound, left.row) < (right.bound, right.row)
  }
}
