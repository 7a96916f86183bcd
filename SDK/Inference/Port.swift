/// One input or output of a model.
public struct Port: Sendable, Equatable {
  public let name: String
  public let type: ElementType
  /// The size of each dimension, nil where any will do. Empty for a single value, and for a model
  /// that does not say.
  public let shape: [Int?]
  /// The model's names of the dimensions of any size, such as "batch"; "" where there is none.
  public let dimensionNames: [String]

  /// The shape as people write it, such as "[batch, 3, any]".
  public var shapeText: String {
    let sizes = zip(shape, dimensionNames).map { size, name in
      size.map { "\($0)" } ?? (name.isEmpty ? "any" : name)
    }
    return "[\(sizes.joined(separator: ", "))]"
  }

  /// A tensor of this shape can go in.
  func takes(_ shape: [Int]) -> Bool {
    if self.shape.isEmpty { return true }
    return shape.count == self.shape.count
      && zip(self.shape, shape).allSatisfy { $0 == nil || $0 == $1 }
  }
}
