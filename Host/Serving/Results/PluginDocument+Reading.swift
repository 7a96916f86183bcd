import JSON
import Plugins

/// A document that another host sent, and that this program cannot use.
package struct DocumentError: Error, Equatable, CustomStringConvertible {
  /// Such as "inputs[0].sampling is 'often'".
  package let description: String

  init(_ description: String) { self.description = description }
}

extension PluginDocument {
  /// Reads what `JSONWriter.plugin` writes. Members that it does not know are ignored, so that a
  /// newer host may say more.
  package init(_ node: JSONNode) throws(DocumentError) {
    let reader = DocumentReader(node: node, path: "")
    self.init(
      name: try reader.text("name"), state: try reader.text("state"),
      reason: node["reason"]?.string, code: node["code"]?.string,
      isolation: try reader.text("isolation"), instances: try reader.integer("instances"),
      description: node["version"] == nil ? nil : try Description(reader))
  }
}

extension Description {
  convenience init(_ reader: DocumentReader) throws(DocumentError) {
    let name = try reader.text("name")
    let numbers = try reader.text("abi").split(separator: ".").map { UInt32($0) ?? 0 }
    self.init(
      name: reader.node["plugin"]?.string ?? name,
      version: try reader.text("version"), summary: try reader.text("summary"),
      author: try reader.text("author"), licence: try reader.text("licence"),
      abi: ABIVersion(major: numbers.first ?? 0, minor: numbers.dropFirst().first ?? 0),
      inputs: try reader.list("inputs") { (port) throws(DocumentError) in try InputPort(port) },
      outputs: try reader.list("outputs") { (port) throws(DocumentError) in try OutputPort(port) },
      parameters: try reader.list("parameters") { (parameter) throws(DocumentError) in
        try Parameter(parameter)
      },
      maxSessions: try reader.integer("max_sessions"),
      isThreadSafe: reader.flag("thread_safe"), isPrompt: reader.flag("prompt"))
  }
}

extension InputPort {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    let kind: Kind =
      switch try reader.text("kind") {
      case "frame": .frame(try FrameWish(reader))
      case "audio":
        .audio(
          AudioWish(
            try reader.number("sample_rate"), channels: try reader.integer("channels"),
            block: try reader.integer("block"), hop: try reader.integer("hop")))
      case "text": .text(many: reader.flag("many"))
      default: throw reader.unknown("kind")
      }
    self.init(
      name: try reader.text("name"), summary: try reader.text("summary"),
      isOptional: reader.flag("optional"), kind: kind)
  }
}

extension InputPort.FrameWish {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    let format = try reader.text("pixel_format")
    guard let pixelFormat = InputPort.PixelFormat.all.first(where: { $0.name == format }) else {
      throw reader.unknown("pixel_format")
    }
    let sampling: InputPort.Sampling =
      switch try reader.text("sampling") {
      case "all": .allFrames
      case "keyframes": .keyframes
      case "packets": .packetsOnly
      case "every": .every(seconds: try reader.number("seconds"))
      case "per-second": .perSecond(try reader.number("per_second"))
      default: throw reader.unknown("sampling")
      }
    self.init(
      pixelFormat, longestSide: try reader.integer("longest_side"), sampling: sampling,
      samplingParameter: reader.node["sampling_parameter"]?.string,
      isOnDemand: reader.flag("on_demand"), isExamples: reader.flag("examples"))
  }
}

extension OutputPort {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    let vocabulary = (reader.node["vocabulary"]?.elements ?? []).compactMap(\.string)
    let kind: Kind =
      switch try reader.text("kind") {
      case "timestamps": .timestamps(vocabulary: vocabulary)
      case "labels": .labels(vocabulary: vocabulary)
      case "artifact": .artifact(mediaType: reader.node["media_type"]?.string)
      case "vectors":
        .vectors(
          try reader.list("dimensions") { (dimension) throws(DocumentError) in
            Dimension(
              name: try dimension.text("name"), unit: try dimension.text("unit"),
              minimum: dimension.node["minimum"]?.double,
              maximum: dimension.node["maximum"]?.double)
          })
      default: throw reader.unknown("kind")
      }
    self.init(name: try reader.text("name"), summary: try reader.text("summary"), kind: kind)
  }
}

extension Parameter {
  fileprivate init(_ reader: DocumentReader) throws(DocumentError) {
    let type = try reader.text("type")
    guard let kind = Kind.all.first(where: { $0.name == type }) else {
      throw reader.unknown("type")
    }
    let value: Value =
      switch kind {
      case .number: .number(try reader.number("default"))
      case .integer: .integer(Int64(try reader.integer("default")))
      case .boolean: .boolean(reader.flag("default"))
      case .text, .choice: .text(try reader.text("default"))
      }
    self.init(
      name: try reader.text("name"), summary: try reader.text("summary"),
      unit: reader.node["unit"]?.string ?? "", kind: kind, isAdmin: reader.flag("admin"),
      defaultValue: value, minimum: reader.node["minimum"]?.double,
      maximum: reader.node["maximum"]?.double,
      choices: (reader.node["choices"]?.elements ?? []).compactMap(\.string))
  }
}
