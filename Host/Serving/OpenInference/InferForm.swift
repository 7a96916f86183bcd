import JSON
import Plugins

/// What an inference request wants its answer to look like, and with which parameters.
struct InferForm {
  struct Wish {
    /// Index into the model's output tensors.
    var tensor: Int
    var isBinary: Bool
  }

  /// Parameters of the protocol, which are not the plugin's.
  private static let reserved: Set<String> = [
    "binary_data_output", "sequence_id", "sequence_start", "sequence_end", "priority", "timeout",
    "rate", "triton_enable_empty_final_response",
  ]

  private(set) var id: String?
  private(set) var wishes: [Wish] = []
  /// Those of the plugin, as written.
  private(set) var parameters: [(name: String, text: String)] = []
  /// Hz of raw audio.
  private(set) var rate: Double?
  /// Seconds.
  private(set) var timeout: Double?

  init(_ request: borrowing InferRequest, model: Model) throws(Problem) {
    id = request.id
    var isBinary = false
    if let given = request.parameters {
      isBinary = given["binary_data_output"]?.bool ?? false
      try readParameters(given, of: model.about)
    }
    try readOutputs(request.outputs, isBinary: isBinary, of: model)
  }

  private mutating func readParameters(
    _ given: JSONValue, of about: Description
  ) throws(Problem) {
    for (name, value) in given.members {
      let isOfPlugin = about.parameters.contains { $0.name == name }
      if Self.reserved.contains(name), !isOfPlugin {
        if name == "rate" { rate = value.double ?? .nan }
        // Microseconds, as Triton's clients send it; 0: no limit.
        if name == "timeout", let limit = value.double, limit > 0 { timeout = limit / 1e6 }
        continue
      }
      guard let text = value.scalarText else {
        throw .badRequest(
          "parameter '\(name)' is \(value.kind.description); "
            + "it must be a number, a string, true or false")
      }
      parameters.append((name, text))
    }
  }

  private mutating func readOutputs(
    _ outputs: JSONValue?, isBinary: Bool, of model: Model
  ) throws(Problem) {
    guard let outputs, outputs.count > 0 else {
      wishes = model.outputs.indices.map { Wish(tensor: $0, isBinary: isBinary) }
      return
    }
    for output in outputs.elements {
      guard let text = output["name"]?.string else {
        throw .badRequest("an output has no 'name'")
      }
      guard let index = model.outputs.firstIndex(where: { $0.name == text }) else {
        throw unknownOutput(text, of: model)
      }
      guard !wishes.contains(where: { $0.tensor == index }) else {
        throw .badRequest("output '\(text)' is asked for twice")
      }
      if let region = output["parameters"]?["shared_memory_region"] {
        throw .sharedMemory(text, region)
      }
      if output["parameters"]?["classification"] != nil {
        throw .badRequest(
          "output '\(text)': classification is not supported; ask for the tensor")
      }
      let wish = output["parameters"]?["binary_data"]?.bool ?? isBinary
      wishes.append(Wish(tensor: index, isBinary: wish))
    }
  }

  private func unknownOutput(_ name: String, of model: Model) -> Problem {
    let names = model.outputs.map(\.name)
    let hint = suggestion(name, among: names)
    return .badRequest(
      "\(model.plugin.name) has no output \(shown(name))"
        + (hint.isEmpty ? "; it has \(listed(names, "and"))" : hint))
  }
}
