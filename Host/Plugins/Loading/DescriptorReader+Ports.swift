import PatchbayABI

extension DescriptorReader {
  @unsafe static func input(
    _ raw: patchbay_input, _ what: String
  ) throws(BadDescriptor) -> InputPort {
    let name = try unsafe identifier(raw.name, "the name of \(what)")
    let kind: InputPort.Kind
    switch unsafe raw.kind {
    case UInt32(PATCHBAY_INPUT_FRAME): kind = .frame(try unsafe frameWish(raw, name))
    case UInt32(PATCHBAY_INPUT_AUDIO):
      let wish = unsafe InputPort.AudioWish(
        raw.sample_rate, channels: Int(raw.channels), block: Int(raw.block), hop: Int(raw.hop))
      guard wish.sampleRate >= 0, wish.sampleRate <= 768_000, wish.channels <= 64,
        wish.block <= 1 << 24, wish.hop <= 1 << 24
      else { throw BadDescriptor("input '\(name)' wishes for audio that does not exist") }
      kind = .audio(wish)
    case UInt32(PATCHBAY_INPUT_TEXT):
      kind = unsafe .text(many: raw.flags & PATCHBAY_PORT_MANY != 0)
    default: throw unsafe BadDescriptor("input '\(name)' is of the unknown kind \(raw.kind)")
    }
    return try unsafe InputPort(
      name: name, summary: text(raw.summary, "the summary of input '\(name)'"),
      isOptional: raw.flags & PATCHBAY_PORT_OPTIONAL != 0, kind: kind)
  }

  @unsafe private static func frameWish(
    _ raw: patchbay_input, _ name: String
  ) throws(BadDescriptor) -> InputPort.FrameWish {
    let sampling: InputPort.Sampling
    let value = unsafe raw.sampling_value
    switch unsafe raw.sampling {
    case UInt32(PATCHBAY_ALL_FRAMES): sampling = .allFrames
    case UInt32(PATCHBAY_KEYFRAMES): sampling = .keyframes
    case UInt32(PATCHBAY_EVERY_SECONDS): sampling = .every(seconds: value)
    case UInt32(PATCHBAY_PER_SECOND): sampling = .perSecond(value)
    case UInt32(PATCHBAY_PACKETS_ONLY): sampling = .packetsOnly
    default:
      throw unsafe BadDescriptor("input '\(name)' has the unknown sampling \(raw.sampling)")
    }
    switch sampling {
    case .every, .perSecond:
      guard value > 0, value < 1e6 else {
        throw BadDescriptor("input '\(name)' has a sampling value of \(value)")
      }
    default: break
    }
    guard
      let format = unsafe sampling == .packetsOnly
        ? .gray8 : InputPort.PixelFormat(rawValue: raw.pixel_format)
    else {
      throw unsafe BadDescriptor(
        "input '\(name)' wishes for the unknown pixel format \(raw.pixel_format)")
    }
    let parameter = try unsafe raw.sampling_parameter.map { pointer throws(BadDescriptor) in
      try unsafe identifier(pointer, "the sampling parameter of input '\(name)'")
    }
    return unsafe InputPort.FrameWish(
      format, longestSide: Int(raw.longest_side), sampling: sampling,
      samplingParameter: parameter, isOnDemand: raw.flags & PATCHBAY_PORT_ON_DEMAND != 0,
      isExamples: raw.flags & PATCHBAY_PORT_EXAMPLES != 0)
  }

  @unsafe static func output(
    _ raw: patchbay_output, _ what: String
  ) throws(BadDescriptor) -> OutputPort {
    let name = try unsafe identifier(raw.name, "the name of \(what)")
    let kind: OutputPort.Kind
    let vocabulary = try unsafe texts(
      raw.vocabulary, raw.vocabulary_count, "the vocabulary of output '\(name)'")
    switch unsafe raw.kind {
    case UInt32(PATCHBAY_OUTPUT_TIMESTAMPS): kind = .timestamps(vocabulary: vocabulary)
    case UInt32(PATCHBAY_OUTPUT_VECTORS):
      let dimensions = try unsafe list(
        raw.dimensions, raw.dimension_count, mostDimensions,
        "dimension of output '\(name)'", dimension)
      try checkDimensions(dimensions, name)
      kind = .vectors(dimensions)
    case UInt32(PATCHBAY_OUTPUT_LABELS): kind = .labels(vocabulary: vocabulary)
    case UInt32(PATCHBAY_OUTPUT_ARTIFACT):
      let mediaType = try unsafe raw.media_type.map { pointer throws(BadDescriptor) in
        try unsafe text(pointer, "the media type of output '\(name)'")
      }
      kind = .artifact(mediaType: mediaType)
    default: throw unsafe BadDescriptor("output '\(name)' is of the unknown kind \(raw.kind)")
    }
    return try unsafe OutputPort(
      name: name, summary: text(raw.summary, "the summary of output '\(name)'"), kind: kind)
  }

  private static func checkDimensions(
    _ dimensions: [OutputPort.Dimension], _ name: String
  ) throws(BadDescriptor) {
    guard Set(dimensions.map(\.name)).count == dimensions.count else {
      throw BadDescriptor("two dimensions of output '\(name)' have the same name")
    }
  }

  @unsafe private static func dimension(
    _ raw: patchbay_dimension, _ what: String
  ) throws(BadDescriptor) -> OutputPort.Dimension {
    try unsafe OutputPort.Dimension(
      name: identifier(raw.name, "the name of \(what)"), unit: text(raw.unit, "its unit"),
      minimum: raw.minimum.isNaN ? nil : raw.minimum,
      maximum: raw.maximum.isNaN ? nil : raw.maximum)
  }

  @unsafe static func parameter(
    _ raw: patchbay_parameter, _ what: String
  ) throws(BadDescriptor) -> Parameter {
    let name = try unsafe identifier(raw.name, "the name of \(what)")
    guard let kind = unsafe Parameter.Kind(rawValue: raw.type) else {
      throw unsafe BadDescriptor("parameter '\(name)' is of the unknown type \(raw.type)")
    }
    guard unsafe raw.default_value.type == raw.type else {
      throw BadDescriptor("the default of parameter '\(name)' is of another type")
    }
    let value: Value
    switch kind {
    case .number: value = unsafe .number(raw.default_value.number)
    case .integer: value = unsafe .integer(raw.default_value.integer)
    case .boolean: value = unsafe .boolean(raw.default_value.integer != 0)
    case .text, .choice:
      value = .text(
        try unsafe text(raw.default_value.text, "the default of parameter '\(name)'"))
    }
    let parameter = try unsafe Parameter(
      name: name, summary: text(raw.summary, "the summary of parameter '\(name)'"),
      unit: text(raw.unit, "the unit of parameter '\(name)'"), kind: kind,
      isAdmin: raw.flags & PATCHBAY_PARAMETER_ADMIN != 0, defaultValue: value,
      minimum: raw.minimum.isNaN ? nil : raw.minimum,
      maximum: raw.maximum.isNaN ? nil : raw.maximum,
      choices: texts(raw.choices, raw.choice_count, "the choices of parameter '\(name)'"))
    guard parameter.allowsDefault else {
      throw BadDescriptor("the default of parameter '\(name)' is not among what it allows")
    }
    return parameter
  }
}

extension Parameter {
  /// The default keeps to the parameter's own bounds and choices.
  fileprivate var allowsDefault: Bool {
    let number: Double
    switch defaultValue {
    case .number(let value): number = value
    case .integer(let value): number = Double(value)
    case .boolean: return true
    case .text(let value): return kind == .text || choices.contains(value)
    }
    return number.isFinite && number >= minimum ?? -.infinity && number <= maximum ?? .infinity
  }
}
