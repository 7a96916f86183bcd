import JSON

/// Results in one form, whichever way they came: for each output tensor its elements, as texts
/// that tell every bit of a number apart.
enum Flat {
  /// What `/v1` and the command line print for one plugin.
  static func results(_ document: JSONNode) -> [String: [String]] {
    var flat: [String: [String]] = [:]
    guard case .object(let members) = document else { return [:] }
    for member in members {
      guard case .array(let items) = member.value else { continue }
      for item in items { add(item, port: member.key, to: &flat) }
    }
    return flat
  }

  private static func add(_ item: JSONNode, port: String, to flat: inout [String: [String]]) {
    if let start = item["start"]?.double, let stop = item["stop"]?.double {
      flat[port, default: []] += [double(start), double(stop)]
      flat[port + ".label", default: []].append(item["label"]?.string ?? "")
      flat[port + ".score", default: []].append(single(item["score"]?.double))
    } else if case .array(let values)? = item["values"] {
      flat[port, default: []] += values.map { single($0.double) }
      flat[port + ".time", default: []].append(double(item["time"]?.double ?? .nan))
    } else if let label = item["label"]?.string {
      flat[port, default: []].append(label)
      flat[port + ".time", default: []].append(double(item["time"]?.double ?? .nan))
      flat[port + ".score", default: []].append(single(item["score"]?.double))
    }
  }

  /// The answer of `/v2` as JSON.
  static func tensors(_ document: JSONNode) -> [String: [String]] {
    var flat: [String: [String]] = [:]
    guard case .array(let outputs)? = document["outputs"] else { return [:] }
    for output in outputs {
      guard let name = output["name"]?.string, let type = output["datatype"]?.string,
        case .array(let data)? = output["data"]
      else { continue }
      keep(name, elements(data).map { element($0, type) }, in: &flat)
    }
    return flat
  }

  /// The answer of `/v2` as binary tensors.
  static func binaryTensors(_ head: JSONNode, _ bytes: [UInt8]) -> [String: [String]] {
    var flat: [String: [String]] = [:]
    guard case .array(let outputs)? = head["outputs"] else { return [:] }
    var at = 0
    for output in outputs {
      guard let name = output["name"]?.string, let type = output["datatype"]?.string,
        case .integer(let size)? = output["parameters"]?["binary_data_size"]
      else { continue }
      let part = Array(bytes[at..<at + Int(size)])
      at += Int(size)
      keep(name, decode(part, type), in: &flat)
    }
    return flat
  }

  /// Outputs without elements, and boxes that are not there, are left out everywhere.
  private static func keep(
    _ name: String, _ elements: [String], in flat: inout [String: [String]]
  ) {
    if !elements.isEmpty, !name.hasSuffix(".box") { flat[name] = elements }
  }

  private static func elements(_ nodes: [JSONNode]) -> [JSONNode] {
    nodes.flatMap { node in
      if case .array(let inner) = node { elements(inner) } else { [node] }
    }
  }

  private static func element(_ node: JSONNode, _ type: String) -> String {
    switch type {
    case "FP32": single(node.double)
    case "FP64": double(node.double ?? .nan)
    default: node.string ?? ""
    }
  }

  private static func decode(_ bytes: [UInt8], _ type: String) -> [String] {
    func word(_ at: Int, _ count: Int) -> UInt64 {
      (0..<count).reduce(0) { $0 | UInt64(bytes[at + $1]) << UInt64(8 * $1) }
    }
    var found: [String] = []
    var at = 0
    while at < bytes.count {
      switch type {
      case "FP32":
        found.append(single(Double(Float(bitPattern: UInt32(word(at, 4))))))
        at += 4
      case "FP64":
        found.append(double(Double(bitPattern: word(at, 8))))
        at += 8
      default:
        let count = Int(word(at, 4))
        found.append(String(decoding: bytes[at + 4..<at + 4 + count], as: UTF8.self))
        at += 4 + count
      }
    }
    return found
  }

  private static func single(_ value: Double?) -> String {
    value.map { $0.isNaN ? "nan" : "\(Float($0).bitPattern)" } ?? "nan"
  }

  private static func double(_ value: Double) -> String {
    value.isNaN ? "nan" : "\(value.bitPattern)"
  }
}
