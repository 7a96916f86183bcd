/// Values in rows, columns and so on: what a model takes and gives.
///
///     let features = try Tensor(values, shape: [1, 64, 200])
///
/// The last dimension's values lie next to each other.
public struct Tensor: Sendable {
  public let type: ElementType
  /// The size of each dimension; none for a single value.
  public let shape: [Int]
  public let count: Int
  /// An array of `type.element`.
  let array: any Sendable

  /// Throws if the shape does not hold as many values as there are.
  public init<Element: TensorElement>(
    _ values: [Element], shape: [Int]
  ) throws(InferenceError) {
    guard let count = Tensor.count(of: shape) else {
      throw InferenceError(.badInput, "no tensor has the shape \(shape)")
    }
    guard count == values.count else {
      throw InferenceError(
        .badInput, "a tensor of the shape \(shape) holds \(count) values, not \(values.count)")
    }
    (type, self.shape, self.count, array) = (Element.elementType, shape, count, values)
  }

  /// A row of values.
  public init<Element: TensorElement>(_ values: [Element]) {
    (type, shape, count, array) = (Element.elementType, [values.count], values.count, values)
  }

  /// The values that a model gave; their number is the shape's.
  init<Element: TensorElement>(unchecked values: [Element], _ shape: [Int]) {
    (type, self.shape, count, array) = (Element.elementType, shape, values.count, values)
  }

  /// All values, row by row. Throws if they are of another type.
  public func values<Element: TensorElement>(
    as element: Element.Type = Element.self
  ) throws(InferenceError) -> [Element] {
    // An empty array can be cast to any other.
    guard type == Element.elementType, let values = array as? [Element] else {
      throw InferenceError(.badOutput, "the tensor holds \(type) values, not \(element)")
    }
    return values
  }

  /// How many values a shape holds; nil if it is none, or holds more than can be.
  static func count(of shape: [Int]) -> Int? {
    var count = 1
    for size in shape {
      let (product, overflow) = count.multipliedReportingOverflow(by: size)
      if size < 0 || overflow { return nil }
      count = product
    }
    return count
  }
}
