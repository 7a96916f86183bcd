/// Cuts the sound at its onsets: each segment sounds even (Jehan, "Creating music by listening",
/// 2005).
package struct Segments {
  /// How many were returned.
  package private(set) var count = 0
  private var start = 0.0

  package init() {}

  /// - Returns: the segment that ends with an onset, in seconds.
  package mutating func add(_ onset: Double) -> Range<Double>? {
    guard onset > start else { return nil }
    defer { start = onset }
    count += 1
    return start..<onset
  }

  /// - Returns: the last segment.
  package mutating func finish(at end: Double) -> Range<Double>? { add(end) }
}
