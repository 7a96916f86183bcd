internal import CNumerics

/// Replaces each value by the natural logarithm of `value + floor`.
public func naturalLogarithm(of values: inout [Float], floor: Float) {
  unsafe values.withUnsafeMutableBufferPointer {
    unsafe cnumerics_log($0.baseAddress, $0.count, floor)
  }
}
