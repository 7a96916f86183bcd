import Plugins

/// One output of a model: what a plugin's output port gives, as a tensor.
struct OutputTensor: Sendable {
  enum Part: Sendable {
    case starts, labels, scores, values, times, boxes, artifacts
  }

  let name: String
  /// Index into the plugin's outputs.
  let port: Int
  let part: Part
  let type: DataType
  /// As metadata says it: -1 where it varies.
  let shape: [Int]

  /// The tensors of all output ports, in the order of the ports.
  static func all(of outputs: [OutputPort]) -> [OutputTensor] {
    outputs.indices.flatMap { index in tensors(of: outputs[index], at: index) }
  }

  private static func tensors(of port: OutputPort, at index: Int) -> [OutputTensor] {
    func tensor(_ suffix: String, _ part: Part, _ type: DataType, _ shape: [Int]) -> OutputTensor {
      OutputTensor(name: port.name + suffix, port: index, part: part, type: type, shape: shape)
    }
    switch port.kind {
    case .timestamps:
      return [
        tensor("", .starts, .fp64, [-1, 2]), tensor(".label", .labels, .bytes, [-1]),
        tensor(".score", .scores, .fp32, [-1]),
      ]
    case .vectors(let dimensions):
      return [
        tensor("", .values, .fp32, [-1, dimensions.isEmpty ? -1 : dimensions.count]),
        tensor(".time", .times, .fp64, [-1]),
      ]
    case .labels:
      return [
        tensor("", .labels, .bytes, [-1]), tensor(".time", .times, .fp64, [-1]),
        tensor(".score", .scores, .fp32, [-1]), tensor(".box", .boxes, .fp32, [-1, 4]),
      ]
    case .artifact:
      return [tensor("", .artifacts, .bytes, [-1])]
    }
  }
}
