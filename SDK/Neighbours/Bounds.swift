import CNeighbours

/// Lower bounds of the distances from one query to all rows, as whole numbers in the table's sums.
struct Bounds {
  private let metric: Metric
  private let kernel: Kernel
  private let scale: Double
  /// How far codes may be off, of the query and of any row together.
  private let slack: Double

  /// Computes the bounds into `table.sums`.
  init(
    _ table: NeighbourTable, _ query: [Float], used: Int, metric: Metric, kernel: Kernel
  ) {
    let codes = table.readyCodes()
    self.metric = metric
    self.kernel = kernel
    scale = codes.scale
    let coded = unsafe query.withUnsafeBufferPointer {
      unsafe codes.codes(of: $0.baseAddress!, used: used)
    }
    slack =
      metric == .manhattan
      ? codes.errors.manhattan + coded.errors.manhattan
      : codes.errors.euclidean + coded.errors.euclidean
    codes.scan(
      coded.codes, used: used, rows: table.rows, metric: metric, kernel: kernel,
      into: &table.sums)
    if metric == .cosine {
      table.readyNorms(used, kernel)
      let norm = unsafe query.withUnsafeBufferPointer {
        unsafe cn_norm(kernel.rawValue, $0.baseAddress, used)
      }
      unsafe table.sums.withUnsafeMutableBufferPointer { sums in
        unsafe table.norms.values.withUnsafeBufferPointer { norms in
          unsafe cn_cosine_bounds(
            sums.baseAddress, norms.baseAddress, table.rows, scale, slack, norm)
        }
      }
    }
  }

  /// The largest bound that a row at this distance can have.
  func limit(_ distance: Double) -> UInt32 {
    let most =
      switch metric {
      case .manhattan: (distance + slack) / scale
      case .euclidean: ((distance + slack) / scale) * ((distance + slack) / scale)
      case .cosine: distance * 0x1p30
      }
    // Rounding is far below one unit in 2^32.
    return UInt32(exactly: (most * (1 + 0x1p-40)).rounded(.down) + 1) ?? .max
  }

  /// The first row from `row` on whose bound is at most `limit`.
  func next(_ row: Int, _ limit: UInt32, _ sums: [UInt32], _ rows: Int) -> Int? {
    let found = unsafe sums.withUnsafeBufferPointer {
      unsafe cn_next(kernel.rawValue, $0.baseAddress, row, rows, limit)
    }
    return found < rows ? found : nil
  }
}

extension NeighbourTable {
  /// Makes sure that `norms` holds the Euclidean norms of all rows in the first `used` dimensions.
  fileprivate func readyNorms(_ used: Int, _ kernel: Kernel) {
    if norms.dimensions != used { norms = (used, []) }
    for row in norms.values.count..<max(rows, norms.values.count) {
      unsafe norms.values.append(Float(cn_norm(kernel.rawValue, file.vector(row), used)))
    }
  }
}
