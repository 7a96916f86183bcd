internal import CNumerics

/// The sum of the products of two rows of numbers of the same length.
public func dot(_ one: Span<Float>, _ other: Span<Float>) -> Float {
  precondition(one.count == other.count, "rows of \(one.count) and \(other.count) numbers")
  return unsafe one.withUnsafeBufferPointer { one in
    unsafe other.withUnsafeBufferPointer { other in
      unsafe cnumerics_dot(one.baseAddress, other.baseAddress, one.count)
    }
  }
}
