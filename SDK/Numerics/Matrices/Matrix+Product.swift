internal import CNumerics

extension Matrix {
  /// This matrix times another one, either of them transposed if told (OpenBLAS).
  ///
  /// The C function is `cblas_sgemm`.
  public func times(
    _ other: Matrix, transposed: Bool = false, otherTransposed: Bool = false
  ) -> Matrix {
    let (rows, inner) = transposed ? (columns, self.rows) : (self.rows, columns)
    let (otherInner, columns) =
      otherTransposed ? (other.columns, other.rows) : (other.rows, other.columns)
    precondition(inner == otherInner, "a product of \(inner) columns and \(otherInner) rows")
    var result = Matrix(rows: rows, columns: columns)
    if result.values.isEmpty || inner == 0 { return result }
    unsafe values.withUnsafeBufferPointer { left in
      unsafe other.values.withUnsafeBufferPointer { right in
        unsafe result.values.withUnsafeMutableBufferPointer {
          unsafe cnumerics_product(
            left.baseAddress, transposed ? 1 : 0, right.baseAddress, otherTransposed ? 1 : 0,
            $0.baseAddress, CInt(rows), CInt(columns), CInt(inner))
        }
      }
    }
    return result
  }

  public static func * (left: Matrix, right: Matrix) -> Matrix { left.times(right) }
}

/// How many threads matrix computations use in this process; one unless told.
///
/// A worker is one of several processes, so more threads than one would only be in each other's
/// way. The C function is `openblas_set_num_threads`.
public func useThreads(_ count: Int) {
  precondition(count > 0, "at least one thread")
  cnumerics_threads(CInt(clamping: count))
}
