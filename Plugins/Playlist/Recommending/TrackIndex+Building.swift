import Catalogue
import Neighbours
import Numerics

extension TrackIndex {
  /// Fits the preparation to all tracks and writes a new file, which takes the old one's place
  /// when it is whole.
  func build(
    _ step: (Double) throws -> Void
  ) throws -> (table: NeighbourTable, preparation: Preparation) {
    (table, preparation) = (nil, nil)
    var survey = Survey(withMood: withMood)
    let expected = Double(max(try catalogue.count(), 1))
    var count = 0
    _ = try forEachBatch { changes in
      try step(min(0.3 * Double(count) / expected, 0.3))
      count += changes.tracks.count
      for track in changes.tracks { survey.look(at: track) }
    }
    guard count > 0 else { throw RecommendingError.emptyCatalogue(catalogue.path) }
    let columns = survey.columns
    guard columns.count > 0 else { throw RecommendingError.nothingToCompare(catalogue.path) }
    var ids: [Int64] = []
    var values: [Float] = []
    values.reserveCapacity(count * columns.count)
    // Between two batches a track that was read may go.
    var gone: Set<Int64> = []
    let revision = try forEachBatch { changes in
      try step(min(0.3 + 0.3 * Double(ids.count) / expected, 0.6))
      gone.formUnion(changes.removed)
      for track in changes.tracks {
        gone.remove(track.id)
        ids.append(track.id)
        values += columns.values(of: track)
      }
    }
    let fitted = try Preparation(
      columns: columns, fitting: values, dimensions: Self.mostDimensions
    ) { try step(0.6 + 0.2 * $0) }
    let made = try store(fitted, ids, values, gone, revision) { try step(0.8 + 0.2 * $0) }
    (table, preparation) = (made, fitted)
    return (made, fitted)
  }

  /// Calls `body` with all tracks, and returns the revision that they are of. A track that changes
  /// meanwhile comes twice, the second time as it is then.
  private func forEachBatch(
    _ body: (Changes) throws -> Void
  ) throws -> Int64 {
    var revision: Int64 = 0
    while true {
      let changes = try catalogue.changes(after: revision, limit: Self.batch)
      try body(changes)
      revision = changes.revision
      if changes.isComplete { return revision }
    }
  }

  private func store(
    _ preparation: Preparation, _ ids: [Int64], _ values: [Float], _ gone: Set<Int64>,
    _ revision: Int64, _ step: (Double) throws -> Void
  ) throws -> NeighbourTable {
    if !isInMemory {
      do {
        let made = try write(path + ".new", preparation, ids, values, gone, revision, step)
        try NeighbourTable.replace(path, with: path + ".new")
        return made
      } catch let error as NeighbourError {
        stayInMemory(error)
      }
    }
    return try write(nil, preparation, ids, values, gone, revision, step)
  }

  private func write(
    _ file: String?, _ preparation: Preparation, _ ids: [Int64], _ values: [Float],
    _ gone: Set<Int64>, _ revision: Int64, _ step: (Double) throws -> Void
  ) throws -> NeighbourTable {
    let width = preparation.columns.count
    // Room for half as many again: when that is used up, the preparation is out of date too.
    let made = try NeighbourTable(
      creating: file, dimensions: preparation.dimensions,
      capacity: ids.count + max(ids.count / 2, 16),
      attachment: IndexFile(identity: catalogue.identity, preparation: preparation).blob)
    for start in stride(from: 0, to: ids.count, by: Self.batch) {
      try step(Double(start) / Double(ids.count))
      let stop = min(start + Self.batch, ids.count)
      let vectors = preparation.vectors(
        of: Array(values[start * width..<stop * width]), stop - start)
      try made.append(Array(ids[start..<stop]), vectors)
    }
    for id in gone { try made.remove(id) }
    try made.commit(mark: revision)
    return made
  }
}
