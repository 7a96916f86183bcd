/// What is wrong with a call, said before the library says it in its own way.
extension Model {
  func check(_ inputs: [String: Tensor]) throws(InferenceError) {
    for given in inputs.keys.sorted() where !self.inputs.contains(where: { $0.name == given }) {
      throw InferenceError(
        .badInput,
        "the model '\(name)' has no input '\(given)'; it takes \(listed(self.inputs))")
    }
    for port in self.inputs {
      guard let tensor = inputs[port.name] else {
        throw InferenceError(
          .badInput, "the model '\(name)' also needs the input '\(port.name)' (\(port.type))")
      }
      guard tensor.type == port.type else {
        throw InferenceError(
          .badInput,
          "the input '\(port.name)' of '\(name)' takes \(port.type) values, not \(tensor.type)")
      }
      guard port.takes(tensor.shape) else {
        throw InferenceError(
          .badInput,
          "the input '\(port.name)' of '\(name)' has the shape \(port.shapeText), "
            + "which \(tensor.shape) does not fit")
      }
      if tensor.type == .string, let texts = tensor.array as? [String],
        texts.contains(where: { $0.utf8.contains(0) })
      {
        throw InferenceError(
          .badInput, "the input '\(port.name)' of '\(name)' takes no text with a zero byte")
      }
    }
  }

  /// The names of the wanted outputs, each once.
  func check(_ wanted: [String]?) throws(InferenceError) -> [String] {
    guard let wanted else { return outputs.map(\.name) }
    var names: [String] = []
    for name in wanted where !names.contains(name) {
      guard outputs.contains(where: { $0.name == name }) else {
        throw InferenceError(
          .badOutput,
          "the model '\(self.name)' has no output '\(name)'; it gives \(listed(outputs))")
      }
      names.append(name)
    }
    return names
  }

  private func listed(_ ports: [Port]) -> String {
    let most = 8
    let names = ports.prefix(most).map { "'\($0.name)'" }.joined(separator: ", ")
    if ports.isEmpty { return "nothing" }
    return ports.count > most ? "\(names) and \(ports.count - most) others" : names
  }
}
