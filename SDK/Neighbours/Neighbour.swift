/// One row that a search found, and how far it is away.
public struct Neighbour: Equatable, Sendable {
  public var id: Int64
  public var distance: Double

  public init(id: Int64, distance: Double) {
    self.id = id
    self.distance = distance
  }
}

extension Neighbour: Comparable {
  /// The nearer one; of two that are equally near the one with the smaller id.
  public static func < (left: Neighbour, right: Neighbour) -> Bool {
    (left.distance, left.id) < (right.distance, right.id)
  }
}
