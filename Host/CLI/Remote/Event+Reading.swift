import JSON
import Plugins
import Serving

extension Event {
  /// Reads what `JSONWriter.event` writes; nil where it is no event of these outputs.
  init?(_ node: JSONNode, outputs: [OutputPort]) {
    if let text = node["warning"]?.string {
      self = .warning(time: node["time"]?.double ?? .nan, text: text)
      return
    }
    guard let name = node["port"]?.string,
      let port = outputs.firstIndex(where: { $0.name == name })
    else { return nil }
    let score = node["score"]?.double.map(Float.init) ?? .nan
    switch outputs[port].kind {
    case .timestamps:
      guard let start = node["start"]?.double, let stop = node["stop"]?.double else { return nil }
      self = .segment(
        port: port, start: start, stop: stop, label: node["label"]?.string, score: score)
    case .labels:
      guard let label = node["label"]?.string else { return nil }
      self = .label(
        port: port, time: node["time"]?.double ?? .nan, label: label, score: score,
        box: node["box"].flatMap(Box.init))
    case .vectors:
      guard let values = node["values"]?.elements else { return nil }
      self = .vector(
        port: port, time: node["time"]?.double ?? .nan,
        values: values.map { Float($0.double ?? .nan) })
    case .artifact:
      guard let type = node["media_type"]?.string,
        let bytes = node["base64"]?.string.flatMap(Base64.decode)
      else { return nil }
      self = .artifact(port: port, mediaType: type, name: node["name"]?.string, bytes: bytes)
    }
  }
}

extension Box {
  fileprivate init?(_ node: JSONNode) {
    guard let left = node["left"]?.double, let top = node["top"]?.double,
      let width = node["width"]?.double, let height = node["height"]?.double
    else { return nil }
    self.init(left: Float(left), top: Float(top), width: Float(width), height: Float(height))
  }
}
