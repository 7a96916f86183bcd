/// Many samples in one run: most models take them along the first dimension.
extension Tensor {
  /// Lays tensors of one type and shape on each other, along a new first dimension.
  public init(stacking tensors: [Tensor]) throws(InferenceError) {
    guard let first = tensors.first else {
      throw InferenceError(.badInput, "a batch has at least one tensor")
    }
    for other in tensors where other.type != first.type || other.shape != first.shape {
      throw InferenceError(
        .badInput,
        "a batch is of one kind: \(first.type) \(first.shape) and \(other.type) \(other.shape) "
          + "are two")
    }
    self = try first.type.element.stack(tensors)
  }

  /// The tensors that lie along the first dimension; a single value has none.
  public var rows: [Tensor] { type.element.split(self) }
}

extension TensorElement {
  fileprivate static func stack(_ tensors: [Tensor]) throws(InferenceError) -> Tensor {
    var values: [Self] = []
    values.reserveCapacity(tensors.count * tensors[0].count)
    for tensor in tensors { values += try tensor.values(as: Self.self) }
    return try Tensor(values, shape: [tensors.count] + tensors[0].shape)
  }

  fileprivate static func split(_ tensor: Tensor) -> [Tensor] {
    guard let rows = tensor.shape.first, let values = tensor.array as? [Self] else { return [] }
    let shape = Array(tensor.shape.dropFirst())
    let size = rows == 0 ? 0 : tensor.count / rows
    return (0..<rows).map { row in
      Tensor(unchecked: Array(values[row * size..<(row + 1) * size]), shape)
    }
  }
}
