extension Cutter {
  /// Starts and stops at the very frames.
  func cutExactly(_ segment: CutSegment) throws(MediaError) -> CutResult {
    throw MediaError(.unsupported, "exact cuts are not made yet")
  }
}
