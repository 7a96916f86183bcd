/// The tracks whose vectors are nearest to one that was given.
public struct Nearest: Equatable, Sendable {
  public struct Match: Equatable, Sendable {
    public var id: Int64
    /// The cosine, at most 1.
    public var score: Float
  }

  /// The nearest first; of equally near ones the older first.
  public var matches: [Match] = []
  /// How many there are in all.
  public var total = 0
}

extension Catalogue {
  /// The tracks whose vector `name` has the largest cosine with `vector`.
  ///
  /// Reads the vectors one by one and keeps the best, so that it needs no more memory for more
  /// tracks; time grows with their number. Vectors of another length, and those without a
  /// direction, are passed over.
  ///
  /// - Parameter floor: the least cosine that is an answer.
  public func nearest(
    to vector: [Float], named name: String, atLeast floor: Float = -1, limit: Int, offset: Int = 0
  ) throws(CatalogueError) -> Nearest {
    let length = vector.reduce(0) { $0 + $1 * $1 }.squareRoot()
    guard length > 0, length.isFinite else { return Nearest() }
    let direction = vector.map { $0 / length }
    return try read { (database) throws(CatalogueError) in
      guard let name = try database.integer("SELECT id FROM name WHERE text = ?", .text(name))
      else {
        return Nearest()
      }
      let sources = try database.integer(
        "SELECT count(DISTINCT source) FROM vector WHERE name = ?", .integer(name))
      let one = """
        AND source = (SELECT min(source) FROM vector AS other
          WHERE other.track = vector.track AND other.name = vector.name)
        """
      let rows = try database.query(
        "SELECT track, floats FROM vector WHERE name = ? \(sources ?? 0 > 1 ? one : "")",
        .integer(name))
      var best = Best(limit: max(limit, 0) + max(offset, 0))
      var total = 0
      while try rows.next() {
        guard let score = rows.cosine(1, with: direction), score >= floor else { continue }
        total += 1
        best.take(Nearest.Match(id: rows.integer(0), score: score))
      }
      return Nearest(matches: Array(best.sorted.dropFirst(max(offset, 0))), total: total)
    }
  }

  /// Whether any track has a vector of this name.
  public func hasVectors(named name: String) throws(CatalogueError) -> Bool {
    try read { (database) throws(CatalogueError) in
      try database.integer(
        """
        SELECT 1 FROM vector WHERE name = (SELECT id FROM name WHERE text = ?) LIMIT 1
        """, .text(name)) != nil
    }
  }
}
