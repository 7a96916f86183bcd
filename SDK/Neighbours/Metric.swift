import CNeighbours

/// How the distance of two vectors is measured.
public enum Metric: Int32, CaseIterable, Sendable {
  /// The sum of the absolute differences.
  case manhattan = 0
  /// The root of the sum of the squared differences.
  case euclidean
  /// One minus the cosine of the angle, 0 to 2; 1 where a vector is zero.
  case cosine
}
