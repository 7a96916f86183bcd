import Wire

/// Where the bytes of a push lie, as a worker is told.
package enum WirePlace: Equatable {
  /// In the message itself.
  case inline
  /// In the arena (memory 0) or in memory that was attached under a number above 0.
  case memory(UInt32, offset: Int, count: Int)
}

extension ByteWriter {
  package mutating func write(parameters: [Value]) {
    write(UInt32(parameters.count))
    for value in parameters { write(value) }
  }

  package mutating func write(_ media: MediaInfo) {
    write(media.container)
    write(media.duration)
    write(UInt32(clamping: media.width))
    write(UInt32(clamping: media.height))
    write(media.frameRate)
    write(media.videoCodec)
    write(media.audioCodec)
    write(media.sampleRate)
    write(UInt32(clamping: media.channels))
  }

  /// Header, place, and with an `inline` place the bytes, aligned to 8.
  package mutating func write(_ push: Push, at place: WirePlace) {
    switch push.header {
    case .frame(let frame):
      write(UInt32(1))
      write(frame)
    case .audio(let audio):
      write(UInt32(2))
      write(audio.port)
      write(audio.time)
      write(audio.sampleRate)
      for number in [audio.channels, audio.samples, audio.channelStride] { write(number) }
    case .text(let port):
      write(UInt32(3))
      write(port)
    case .packets(let port, let count):
      write(UInt32(4))
      write(port)
      write(count)
    }
    switch place {
    case .inline:
      write(UInt32.max)
      write(UInt64(push.place.count))
      align()
      if case .payload(let payload) = push.place { unsafe append(payload.bytes) }
    case .memory(let memory, let offset, let count):
      write(memory)
      write(UInt64(offset))
      write(UInt64(count))
    }
  }

  private mutating func write(_ frame: FrameHeader) {
    write(frame.port)
    write(frame.time)
    write(frame.duration)
    write(frame.format.rawValue)
    write(UInt32(frame.isKey ? 1 : 0))
    write(frame.width)
    write(frame.height)
    write(frame.sourceWidth)
    write(frame.sourceHeight)
    write(frame.stride)
    write(frame.chromaStride)
    write(frame.chromaOffset)
  }
}

extension RawReader {
  package mutating func readParameters() throws(MalformedMessage) -> [Value] {
    let count = Int(try unsafe read(UInt32.self))
    guard unsafe count <= remaining else { throw MalformedMessage() }
    var values: [Value] = []
    values.reserveCapacity(count)
    for _ in 0..<count {
      switch try unsafe read(UInt8.self) {
      case 1: values.append(.number(try unsafe read()))
      case 2: values.append(.integer(try unsafe read()))
      case 3: values.append(.boolean(try unsafe read()))
      case 4: values.append(.text(try unsafe read()))
      default: throw MalformedMessage()
      }
    }
    return values
  }

  package mutating func readMedia() throws(MalformedMessage) -> MediaInfo {
    var media = MediaInfo()
    media.container = try unsafe read()
    media.duration = try unsafe read()
    media.width = Int(try unsafe read(UInt32.self))
    media.height = Int(try unsafe read(UInt32.self))
    media.frameRate = try unsafe read()
    media.videoCodec = try unsafe read()
    media.audioCodec = try unsafe read()
    media.sampleRate = try unsafe read()
    media.channels = Int(try unsafe read(UInt32.self))
    return media
  }

  /// The header, and the place of the bytes; with an `inline` place they are returned too.
  package mutating func readPush() throws(MalformedMessage) -> (
    Push.Header, WirePlace, UnsafeRawBufferPointer
  ) {
    let header: Push.Header
    switch try unsafe read(UInt32.self) {
    case 1: header = .frame(try unsafe readFrame())
    case 2:
      header = .audio(
        AudioHeader(
          port: try unsafe read(), time: try unsafe read(), sampleRate: try unsafe read(),
          channels: try unsafe read(), samples: try unsafe read(),
          channelStride: try unsafe read()))
    case 3: header = .text(port: try unsafe read())
    case 4: header = .packets(port: try unsafe read(), count: try unsafe read())
    default: throw MalformedMessage()
    }
    let memory = try unsafe read(UInt32.self)
    if memory == .max {
      let count = Int(clamping: try unsafe read(UInt64.self))
      try unsafe align()
      return unsafe (header, .inline, try take(count))
    }
    let place = WirePlace.memory(
      memory, offset: Int(clamping: try unsafe read(UInt64.self)),
      count: Int(clamping: try unsafe read(UInt64.self)))
    return unsafe (header, place, UnsafeRawBufferPointer(start: nil, count: 0))
  }

  private mutating func readFrame() throws(MalformedMessage) -> FrameHeader {
    let port = try unsafe read(UInt32.self)
    let time = try unsafe read(Double.self)
    let duration = try unsafe read(Double.self)
    guard let format = InputPort.PixelFormat(rawValue: try unsafe read()) else {
      throw MalformedMessage()
    }
    let isKey = try unsafe read(UInt32.self) != 0
    return FrameHeader(
      port: port, time: time, duration: duration, format: format, isKey: isKey,
      width: try unsafe read(), height: try unsafe read(), sourceWidth: try unsafe read(),
      sourceHeight: try unsafe read(), stride: try unsafe read(),
      chromaStride: try unsafe read(), chromaOffset: try unsafe read())
  }
}
