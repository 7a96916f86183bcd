import JSON
import Plugins

/// The entry of one plugin in `GET /v1/plugins`. `PluginDocument.init(_:)` reads it back.
extension JSONWriter {
  package mutating func plugin(_ plugin: PluginDocument) {
    beginObject()
    member("name", plugin.name)
    member("state", plugin.state)
    if let reason = plugin.reason { member("reason", reason) }
    if let code = plugin.code { member("code", code) }
    if let about = plugin.description {
      if about.name != plugin.name { member("plugin", about.name) }
      member("version", about.version)
      member("summary", about.summary)
      member("author", about.author)
      member("licence", about.licence)
      member("abi", about.abi.description)
    }
    member("isolation", plugin.isolation)
    member("instances", plugin.instances)
    if let about = plugin.description {
      member("max_sessions", about.maxSessions)
      member("thread_safe", about.isThreadSafe)
      member("prompt", about.isPrompt)
      list("inputs", about.inputs) { $0.input($1) }
      list("outputs", about.outputs) { $0.output($1) }
      list("parameters", about.parameters) { $0.parameter($1) }
    }
    endObject()
  }

  private mutating func input(_ port: InputPort) {
    beginObject()
    member("name", port.name)
    member("summary", port.summary)
    member("kind", port.kind.name)
    member("optional", port.isOptional)
    switch port.kind {
    case .frame(let wish):
      member("pixel_format", wish.pixelFormat.name)
      member("longest_side", wish.longestSide)
      switch wish.sampling {
      case .allFrames: member("sampling", "all")
      case .keyframes: member("sampling", "keyframes")
      case .packetsOnly: member("sampling", "packets")
      case .every(let seconds):
        member("sampling", "every")
        member("seconds", seconds)
      case .perSecond(let count):
        member("sampling", "per-second")
        member("per_second", count)
      }
      if let parameter = wish.samplingParameter { member("sampling_parameter", parameter) }
      member("on_demand", wish.isOnDemand)
      member("examples", wish.isExamples)
    case .audio(let wish):
      member("sample_rate", wish.sampleRate)
      member("channels", wish.channels)
      member("block", wish.block)
      member("hop", wish.hop)
    case .text(let many):
      member("many", many)
    }
    endObject()
  }

  private mutating func output(_ port: OutputPort) {
    beginObject()
    member("name", port.name)
    member("summary", port.summary)
    member("kind", port.kind.name)
    switch port.kind {
    case .timestamps(let vocabulary), .labels(let vocabulary):
      if !vocabulary.isEmpty { list("vocabulary", vocabulary) { $0.string($1) } }
    case .vectors(let dimensions):
      list("dimensions", dimensions) { $0.dimension($1) }
    case .artifact(let mediaType):
      if let mediaType { member("media_type", mediaType) }
    }
    endObject()
  }

  private mutating func dimension(_ dimension: OutputPort.Dimension) {
    beginObject()
    member("name", dimension.name)
    member("unit", dimension.unit)
    if let minimum = dimension.minimum { member("minimum", minimum) }
    if let maximum = dimension.maximum { member("maximum", maximum) }
    endObject()
  }

  private mutating func parameter(_ parameter: Parameter) {
    beginObject()
    member("name", parameter.name)
    member("summary", parameter.summary)
    member("type", parameter.kind.name)
    if !parameter.unit.isEmpty { member("unit", parameter.unit) }
    switch parameter.defaultValue {
    case .number(let number): member("default", number)
    case .integer(let integer): member("default", Int(integer))
    case .boolean(let boolean): member("default", boolean)
    case .text(let text): member("default", text)
    }
    if let minimum = parameter.minimum { member("minimum", minimum) }
    if let maximum = parameter.maximum { member("maximum", maximum) }
    if !parameter.choices.isEmpty { list("choices", parameter.choices) { $0.string($1) } }
    if parameter.isAdmin { member("admin", true) }
    endObject()
  }

  private mutating func member(_ name: StaticString, _ value: String) {
    key(name)
    string(value)
  }

  private mutating func member(_ name: StaticString, _ value: Bool) {
    key(name)
    bool(value)
  }

  private mutating func member(_ name: StaticString, _ value: Int) {
    key(name)
    integer(value)
  }

  private mutating func member(_ name: StaticString, _ value: Double) {
    key(name)
    double(value)
  }

  private mutating func list<Element>(
    _ name: StaticString, _ elements: [Element], _ body: (inout JSONWriter, Element) -> Void
  ) {
    key(name)
    beginArray()
    for element in elements { body(&self, element) }
    endArray()
  }
}
