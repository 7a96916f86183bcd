import Plugins

extension InferInputs {
  mutating func addTexts(_ tensor: Tensor, port: Int, many: Bool) throws(Problem) {
    guard tensor.type == .bytes, many || tensor.count == 1 else {
      throw tensor.problem(wanted: many ? "BYTES[n]" : "BYTES[1]")
    }
    var payloads: [Payload] = []
    try unsafe tensor.forEachElement(isText: true) { (bytes) throws(Problem) in
      let text = try inEngine { () throws(PluginError) in
        try unsafe String(sent: bytes, as: "element \(payloads.count) of tensor '\(tensor.name)'")
      }
      payloads.append(Payload(text.utf8))
    }
    for payload in payloads {
      add(.text(port: port, payload))
      add(text: payload.text, to: port)
    }
  }
}

extension Payload {
  fileprivate var text: String { unsafe String(decoding: bytes, as: UTF8.self) }
}
