import Neighbours
import TestSupport
import Testing

@Suite("The search of nearest neighbours")
struct SearchTests {
  @Test(
    "finds what comparing with every row finds, on all data, metrics and instruction sets",
    arguments: Kind.allCases, Metric.allCases)
  func exact(kind: Kind, metric: Metric) throws {
    var random = SmallRandom(state: 5)
    for dimensions in [1, 7, 8, 61, 141] {
      let vectors = kind.vectors(700, dimensions, &random)
      // Ids that are in another order than the rows: ties must not go by rows.
      let rows = vectors.enumerated().map { (id: Int64(($0 * 389 + 11) % 700), vector: $1) }
      let table = try NeighbourTable(rows)
      let strange = (0..<dimensions).map { _ in 5 * random.normal() }
      for (query, count) in [(vectors[3], 4), (vectors[77], 50), (strange, 1), (strange, 900)] {
        let expected = bruteForce(rows, query, count, metric, dimensions)
        for kernel in Kernel.available {
          let found = try table.nearest(to: query, count: count, metric: metric, kernel: kernel)
          #expect(found == expected, "\(kind) \(metric) \(kernel) \(dimensions) \(count)")
        }
      }
    }
  }

  @Test("is exact in the first dimensions alone", arguments: Metric.allCases)
  func prefix(metric: Metric) throws {
    var random = SmallRandom(state: 6)
    let rows = Kind.clustered.vectors(500, 45, &random).enumerated().map { (Int64($0), $1) }
    let table = try NeighbourTable(rows)
    for used in [1, 8, 13, 44] {
      for kernel in Kernel.available {
        #expect(
          try table.nearest(
            to: rows[9].1, count: 6, metric: metric, dimensions: used, kernel: kernel)
            == bruteForce(rows, rows[9].1, 6, metric, used))
      }
    }
  }

  @Test("gives the smaller ids where distances are equal")
  func ties() throws {
    let rows = [5, 3, 9, 1, 7].map { (id: Int64($0), vector: [Float](repeating: 1, count: 3)) }
    let found = try NeighbourTable(rows).nearest(to: [1, 1, 1], count: 3)
    #expect(found == [1, 3, 5].map { Neighbour(id: $0, distance: 0) })
  }

  @Test("passes over what is excluded, in that search alone")
  func excluded() throws {
    let rows = (0..<20).map { (id: Int64($0), vector: [Float($0), 0]) }
    let table = try NeighbourTable(rows)
    #expect(
      try table.nearest(to: [4, 0], count: 3, excluding: [4, 3, 3, 999]).map(\.id) == [5, 2, 6])
    #expect(try table.nearest(to: [4, 0], count: 3).map(\.id) == [4, 3, 5])
  }

  @Test("counts zero vectors as one away by the cosine")
  func zero() throws {
    let table = try NeighbourTable([(1, [0, 0]), (2, [1, 0]), (3, [-1, 0])])
    #expect(
      try table.nearest(to: [2, 0], count: 3, metric: .cosine)
        == [.init(id: 2, distance: 0), .init(id: 1, distance: 1), .init(id: 3, distance: 2)])
    #expect(
      try table.nearest(to: [0, 0], count: 1, metric: .cosine) == [.init(id: 1, distance: 1)])
  }

  @Test("stays exact while rows far outside the first ones are added, replaced and removed")
  func changes() throws {
    var random = SmallRandom(state: 8)
    var rows = Kind.normal.vectors(300, 20, &random).enumerated().map {
      (id: Int64($0), vector: $1)
    }
    let table = try NeighbourTable(rows)
    _ = try table.nearest(to: rows[0].vector, count: 1)
    for id in stride(from: Int64(0), to: 330, by: 3) {
      let vector = (0..<20).map { _ in 40 * random.normal() }
      try table.append([id], vector)
      rows.removeAll { $0.id == id }
      rows.append((id, vector))
    }
    for id in stride(from: Int64(1), to: 300, by: 7) {
      try table.remove(id)
      rows.removeAll { $0.id == id }
    }
    for metric in Metric.allCases {
      for query in [rows[0].vector, rows[200].vector] {
        #expect(
          try table.nearest(to: query, count: 9, metric: metric)
            == bruteForce(rows, query, 9, metric, 20))
      }
    }
    #expect(table.count == rows.count)
  }

  @Test("refuses vectors that are no numbers or of another length")
  func refusals() throws {
    let table = try NeighbourTable([(1, [0, 0])])
    #expect(throws: NeighbourError.notFinite(dimension: 1)) { try table.append([2], [0, .nan]) }
    #expect(throws: NeighbourError.notFinite(dimension: 0)) {
      try table.nearest(to: [.infinity, 0], count: 1)
    }
    let failure = #expect(throws: NeighbourError.self) { try table.nearest(to: [1], count: 1) }
    #expect(failure?.description == "a vector has 1 values, the table's have 2")
    #expect(
      NeighbourError.notFinite(dimension: 1).description
        == "value 2 of a vector is not a finite number of at most 1e30")
  }

  @Test("finds nothing in an empty table")
  func empty() throws {
    let table = try NeighbourTable(creating: nil, dimensions: 2, capacity: 4)
    #expect(try table.nearest(to: [0, 0], count: 3) == [])
  }
}
