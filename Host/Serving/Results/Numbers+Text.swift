extension Double {
  /// The shortest digits that read back as the same number, 10 rather than 10.0; empty for NaN.
  package var shortText: String {
    if isNaN { return "" }
    if let integer = Int64(exactly: self), abs(self) < 1e15 { return String(integer) }
    return description
  }
}

extension Float {
  /// The shortest digits that read back as the same number, 10 rather than 10.0; empty for NaN.
  package var shortText: String {
    if isNaN { return "" }
    if let integer = Int64(exactly: self), abs(self) < 1e15 { return String(integer) }
    return description
  }
}
