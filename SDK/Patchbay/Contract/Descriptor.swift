import PatchbayABI

/// Builds the contract's static structs from a plugin's declarations. Nothing here is ever freed:
/// a descriptor is valid as long as its library is loaded, and a library is never unloaded.
enum Descriptor {
  static func input(_ input: Input) -> UnsafePointer<patchbay_input> {
    var port = unsafe patchbay_input()
    unsafe port.struct_size = UInt32(MemoryLayout<patchbay_input>.size)
    unsafe port.name = duplicate(input.name)
    unsafe port.summary = duplicate(input.summary)
    if input.isOptional { unsafe port.flags |= PATCHBAY_PORT_OPTIONAL }
    switch input.wish {
    case .frames(let wish):
      unsafe port.kind = PATCHBAY_INPUT_FRAME
      unsafe port.pixel_format = wish.format.rawValue
      unsafe port.longest_side = UInt32(wish.longestSide)
      if wish.isOnDemand { unsafe port.flags |= PATCHBAY_PORT_ON_DEMAND }
      if wish.isExamples { unsafe port.flags |= PATCHBAY_PORT_EXAMPLES }
      unsafe (port.sampling, port.sampling_value) = wish.sampling.code
      unsafe port.sampling_parameter = wish.sampling.parameter.map { unsafe duplicate($0) }
    case .audio(let wish):
      unsafe port.kind = PATCHBAY_INPUT_AUDIO
      unsafe port.sample_rate = wish.rate
      unsafe port.channels = UInt32(wish.channels)
      unsafe port.block = UInt32(wish.block)
      unsafe port.hop = UInt32(wish.hop)
    case .text(let many):
      unsafe port.kind = PATCHBAY_INPUT_TEXT
      if many { unsafe port.flags |= PATCHBAY_PORT_MANY }
    }
    return unsafe keep(port)
  }

  static func output(_ output: Output) -> UnsafePointer<patchbay_output> {
    var port = unsafe patchbay_output()
    unsafe port.struct_size = UInt32(MemoryLayout<patchbay_output>.size)
    unsafe port.name = duplicate(output.name)
    unsafe port.summary = duplicate(output.summary)
    unsafe port.kind = UInt32(output.outlineKind.rawValue + 1)
    switch output.kind {
    case .timestamps(let vocabulary), .labels(let vocabulary):
      unsafe port.vocabulary = keep(vocabulary.map { unsafe duplicate($0) })
      unsafe port.vocabulary_count = UInt32(vocabulary.count)
    case .vectors(let dimensions):
      unsafe port.dimensions = keep(dimensions.map { unsafe dimension($0) })
      unsafe port.dimension_count = UInt32(dimensions.count)
    case .artifact(let mediaType):
      unsafe port.media_type = duplicate(mediaType)
    }
    return unsafe keep(port)
  }

  static func dimension(_ dimension: Dimension) -> UnsafePointer<patchbay_dimension> {
    unsafe keep(
      patchbay_dimension(
        struct_size: UInt32(MemoryLayout<patchbay_dimension>.size),
        name: duplicate(dimension.name), unit: duplicate(dimension.unit),
        minimum: dimension.minimum ?? .nan, maximum: dimension.maximum ?? .nan))
  }

  static func parameter(_ declared: DeclaredParameter) -> UnsafePointer<patchbay_parameter> {
    var parameter = unsafe patchbay_parameter()
    unsafe parameter.struct_size = UInt32(MemoryLayout<patchbay_parameter>.size)
    unsafe parameter.name = duplicate(declared.name)
    unsafe parameter.summary = duplicate(declared.declaration.summary)
    unsafe parameter.unit = duplicate(declared.declaration.unit)
    unsafe parameter.type = declared.kind.rawValue
    unsafe parameter.flags = declared.isAdmin ? PATCHBAY_PARAMETER_ADMIN : 0
    unsafe parameter.default_value = patchbay_value(declared.defaultValue)
    unsafe parameter.default_value.name = parameter.name
    unsafe parameter.default_value.type = declared.kind.rawValue
    unsafe parameter.minimum = declared.declaration.minimum
    unsafe parameter.maximum = declared.declaration.maximum
    unsafe parameter.choices = keep(declared.choices.map { unsafe duplicate($0) })
    unsafe parameter.choice_count = UInt32(declared.choices.count)
    return unsafe keep(parameter)
  }

  static func keep<Value>(_ value: Value) -> UnsafePointer<Value> {
    let kept = UnsafeMutablePointer<Value>.allocate(capacity: 1)
    unsafe kept.initialize(to: value)
    return unsafe UnsafePointer(kept)
  }

  static func keep<Value>(
    _ pointers: [UnsafePointer<Value>]
  ) -> UnsafePointer<UnsafePointer<Value>?> {
    let kept = unsafe UnsafeMutablePointer<UnsafePointer<Value>?>.allocate(capacity: pointers.count)
    for index in unsafe pointers.indices { unsafe (kept + index).initialize(to: pointers[index]) }
    return unsafe UnsafePointer(kept)
  }
}

extension Sampling {
  fileprivate var code: (patchbay_sampling, Double) {
    switch self {
    case .all: (PATCHBAY_ALL_FRAMES, 0)
    case .keyframes: (PATCHBAY_KEYFRAMES, 0)
    case .every(let seconds, _): (PATCHBAY_EVERY_SECONDS, seconds)
    case .perSecond(let frames, _): (PATCHBAY_PER_SECOND, frames)
    case .packetsOnly: (PATCHBAY_PACKETS_ONLY, 0)
    }
  }

  fileprivate var parameter: String? {
    switch self {
    case .every(_, let parameter), .perSecond(_, let parameter): parameter
    case .all, .keyframes, .packetsOnly: nil
    }
  }
}
