/// Single-precision numbers in rows and columns.
public struct Matrix: Equatable, Sendable {
  public let rows: Int
  public let columns: Int
  /// Row after row.
  public var values: [Float]

  public init(rows: Int, columns: Int, _ values: [Float]) {
    precondition(
      rows >= 0 && columns >= 0 && values.count == rows * columns, "not \(rows)x\(columns)")
    self.rows = rows
    self.columns = columns
    self.values = values
  }

  public init(rows: Int, columns: Int, repeating value: Float = 0) {
    self.init(rows: rows, columns: columns, Array(repeating: value, count: rows * columns))
  }

  /// Rows of the same length.
  public init(_ rows: [[Float]]) {
    self.init(rows: rows.count, columns: rows.first?.count ?? 0, rows.flatMap { $0 })
  }

  public subscript(row: Int, column: Int) -> Float {
    get { values[place(row, column)] }
    set { values[place(row, column)] = newValue }
  }

  private func place(_ row: Int, _ column: Int) -> Int {
    precondition(column >= 0 && column < columns, "no column \(column)")
    return row * columns + column
  }

  public func row(_ index: Int) -> [Float] {
    Array(values[index * columns..<(index + 1) * columns])
  }

  public var transposed: Matrix {
    var result = Matrix(rows: columns, columns: rows)
    for row in 0..<rows {
      for column in 0..<columns {
        result.values[column * rows + row] = values[row * columns + column]
      }
    }
    return result
  }
}
