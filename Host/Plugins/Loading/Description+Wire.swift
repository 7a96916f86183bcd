import Wire

extension Description {
  /// The description as bytes, for the way from a probe to the host.
  package var encoded: [UInt8] {
    var writer = ByteWriter()
    for text in [name, version, summary, author, licence] { writer.write(text) }
    writer.write(abi.major)
    writer.write(abi.minor)
    writer.write(all: inputs) { $1.write(to: &$0) }
    writer.write(all: outputs) { $1.write(to: &$0) }
    writer.write(all: parameters) { $1.write(to: &$0) }
    writer.write(UInt32(clamping: maxSessions))
    writer.write(isThreadSafe)
    writer.write(isPrompt)
    return writer.bytes
  }

  package convenience init(decoding bytes: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(bytes)
    self.init(
      name: try reader.read(), version: try reader.read(), summary: try reader.read(),
      author: try reader.read(), licence: try reader.read(),
      abi: ABIVersion(major: try reader.read(), minor: try reader.read()),
      inputs: try reader.readAll(InputPort.init(reading:)),
      outputs: try reader.readAll(OutputPort.init(reading:)),
      parameters: try reader.readAll(Parameter.init(reading:)),
      maxSessions: Int(try reader.read(UInt32.self)), isThreadSafe: try reader.read(),
      isPrompt: try reader.read())
  }
}

extension InputPort {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(summary)
    writer.write(isOptional)
    switch kind {
    case .frame(let wish):
      writer.write(UInt8(1))
      writer.write(wish.pixelFormat.rawValue)
      writer.write(UInt32(wish.longestSide))
      let (rule, value) = wish.sampling.raw
      writer.write(rule)
      writer.write(value)
      writer.write(wish.samplingParameter)
      writer.write(wish.isOnDemand)
      writer.write(wish.isExamples)
    case .audio(let wish):
      writer.write(UInt8(2))
      writer.write(wish.sampleRate)
      for number in [wish.channels, wish.block, wish.hop] { writer.write(UInt32(number)) }
    case .text(let many):
      writer.write(UInt8(3))
      writer.write(many)
    }
  }

  fileprivate init(reading reader: inout ByteReader) throws(MalformedMessage) {
    name = try reader.read()
    summary = try reader.read()
    isOptional = try reader.read()
    switch try reader.read(UInt8.self) {
    case 1:
      guard let format = PixelFormat(rawValue: try reader.read()) else { throw MalformedMessage() }
      kind = .frame(
        FrameWish(
          format, longestSide: Int(try reader.read(UInt32.self)),
          sampling: try Sampling(rule: try reader.read(), value: try reader.read()),
          samplingParameter: try reader.read(), isOnDemand: try reader.read(),
          isExamples: try reader.read()))
    case 2:
      kind = .audio(
        AudioWish(
          try reader.read(), channels: Int(try reader.read(UInt32.self)),
          block: Int(try reader.read(UInt32.self)), hop: Int(try reader.read(UInt32.self))))
    case 3: kind = .text(many: try reader.read())
    default: throw MalformedMessage()
    }
  }
}

extension InputPort.Sampling {
  /// The rule's number in the contract, and its value.
  package var raw: (rule: UInt32, value: Double) {
    switch self {
    case .allFrames: (1, 0)
    case .keyframes: (2, 0)
    case .every(let seconds): (3, seconds)
    case .perSecond(let count): (4, count)
    case .packetsOnly: (5, 0)
    }
  }

  package init(rule: UInt32, value: Double) throws(MalformedMessage) {
    switch rule {
    case 1: self = .allFrames
    case 2: self = .keyframes
    case 3: self = .every(seconds: value)
    case 4: self = .perSecond(value)
    case 5: self = .packetsOnly
    default: throw MalformedMessage()
    }
  }
}

extension OutputPort {
  fileprivate func write(to writer: inout ByteWriter) {
    writer.write(name)
    writer.write(summary)
    switch kind {
    case .timestamps(let vocabulary):
      writer.write(UInt8(1))
      writer.write(all: vocabulary) { $0.write($1) }
    case .vectors(let dimensions):
      writer.write(UInt8(2))
      writer.write(all: dimensions) { writer, dimension in
        writer.write(dimension.name)
        writer.write(dimension.unit)
        writer.write(dimension.minimum)
        writer.write(dimension.maximum)
      }
    case .labels(let vocabulary):
      writer.write(UInt8(3))
      writer.write(all: vocabulary) { $0.write($1) }
    case .artifact(let mediaType):
      writer.write(UInt8(4))
      writer.write(mediaType)
    }
  }

  fileprivate init(reading reader: inout ByteReader) throws(MalformedMessage) {
    name = try reader.read()
    summary = try reader.read()
    switch try reader.read(UInt8.self) {
    case 1:
      kind = .timestamps(vocabulary: try reader.readTexts())
    case 2:
      let dimensions = try reader.readAll { reader throws(MalformedMessage) in
        Dimension(
          name: try reader.read(), unit: try reader.read(), minimum: try reader.read(),
          maximum: try reader.read())
      }
      kind = .vectors(dimensions)
    case 3: kind = .labels(vocabulary: try reader.readTexts())
    case 4: kind = .artifact(mediaType: try reader.read())
    default: throw MalformedMessage()
    }
  }
}

extension ByteReader {
  fileprivate mutating func readTexts() throws(MalformedMessage) -> [String] {
    try readAll { reader throws(MalformedMessage) in try reader.read() }
  }
}

extension Parameter {
  fileprivate func write(to writer: inout ByteWriter) {
    for text in [name, summary, unit] { writer.write(text) }
    writer.write(kind.rawValue)
    writer.write(isAdmin)
    writer.write(defaultValue)
    writer.write(minimum)
    writer.write(maximum)
    writer.write(all: choices) { $0.write($1) }
  }

  fileprivate init(reading reader: inout ByteReader) throws(MalformedMessage) {
    name = try reader.read()
    summary = try reader.read()
    unit = try reader.read()
    guard let kind = Kind(rawValue: try reader.read()) else { throw MalformedMessage() }
    self.kind = kind
    isAdmin = try reader.read()
    defaultValue = try reader.readValue()
    minimum = try reader.read()
    maximum = try reader.read()
    choices = try reader.readTexts()
  }
}

extension ByteWriter {
  mutating func write(_ value: Value) {
    switch value {
    case .number(let number):
      write(UInt8(1))
      write(number)
    case .integer(let integer):
      write(UInt8(2))
      write(integer)
    case .boolean(let boolean):
      write(UInt8(3))
      write(boolean)
    case .text(let text):
      write(UInt8(4))
      write(text)
    }
  }
}

extension ByteReader {
  mutating func readValue() throws(MalformedMessage) -> Value {
    switch try read(UInt8.self) {
    case 1: .number(try read())
    case 2: .integer(try read())
    case 3: .boolean(try read())
    case 4: .text(try read())
    default: throw MalformedMessage()
    }
  }
}
