extension MediaReply {
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .opened(let info, let slotCount, let slotSize):
      writer.write(UInt8(1))
      writer.write(info)
      writer.write(slotCount)
      writer.write(slotSize)
    case .frame(let frame):
      writer.write(UInt8(2))
      writer.write(frame)
    case .audio(let audio):
      writer.write(UInt8(3))
      writer.write(audio.wish)
      writer.write(audio.slot)
      writer.write(audio.time)
      writer.write(audio.sampleRate)
      writer.write(audio.channels)
      writer.write(audio.samples)
    case .packets(let slot, let count):
      writer.write(UInt8(4))
      writer.write(slot)
      writer.write(count)
    case .packetsEnd: writer.write(UInt8(5))
    case .warning(let time, let text):
      writer.write(UInt8(6))
      writer.write(time)
      writer.write(text)
    case .progress(let fraction):
      writer.write(UInt8(7))
      writer.write(fraction)
    case .end: writer.write(UInt8(8))
    case .failed(let kind, let text):
      writer.write(UInt8(9))
      writer.write(kind)
      writer.write(text)
    case .tags(let tags):
      writer.write(UInt8(10))
      for text in [tags.artist, tags.album, tags.title, tags.date, tags.genre] {
        writer.write(text)
      }
      writer.write(tags.coverType)
    }
    return writer.bytes
  }

  package init(bytes: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(bytes)
    switch try reader.read(UInt8.self) {
    case 1:
      self = .opened(
        try reader.readInfo(), slotCount: try reader.read(), slotSize: try reader.read())
    case 2: self = .frame(try reader.readFrame())
    case 3:
      self = .audio(
        Audio(
          wish: try reader.read(), slot: try reader.read(), time: try reader.read(),
          sampleRate: try reader.read(), channels: try reader.read(),
          samples: try reader.read()))
    case 4: self = .packets(slot: try reader.read(), count: try reader.read())
    case 5: self = .packetsEnd
    case 6: self = .warning(time: try reader.read(), text: try reader.read())
    case 7: self = .progress(try reader.read())
    case 8: self = .end
    case 9: self = .failed(kind: try reader.read(), text: try reader.read())
    case 10: self = .tags(try reader.readTags())
    default: throw MalformedMessage()
    }
  }
}

extension ByteWriter {
  fileprivate mutating func write(_ info: MediaReply.Info) {
    write(info.container)
    write(info.duration)
    write(info.hasVideo)
    write(info.width)
    write(info.height)
    write(info.rotation)
    write(info.frameRate)
    write(info.videoCodec)
    write(info.hasAudio)
    write(info.audioCodec)
    write(info.sampleRate)
    write(info.channels)
    write(info.isPictures)
  }

  fileprivate mutating func write(_ frame: MediaReply.Frame) {
    write(frame.wish)
    write(frame.slot)
    write(frame.count)
    write(frame.time)
    write(frame.duration)
    write(frame.isKey)
    write(frame.width)
    write(frame.height)
    write(frame.sourceWidth)
    write(frame.sourceHeight)
    write(all: frame.planes) { writer, plane in
      writer.write(plane.offset)
      writer.write(plane.stride)
    }
  }
}

extension ByteReader {
  fileprivate mutating func readInfo() throws(MalformedMessage) -> MediaReply.Info {
    var info = MediaReply.Info()
    info.container = try read()
    info.duration = try read()
    info.hasVideo = try read()
    info.width = try read()
    info.height = try read()
    info.rotation = try read()
    info.frameRate = try read()
    info.videoCodec = try read()
    info.hasAudio = try read()
    info.audioCodec = try read()
    info.sampleRate = try read()
    info.channels = try read()
    info.isPictures = try read()
    return info
  }

  fileprivate mutating func readTags() throws(MalformedMessage) -> MediaReply.Tags {
    var tags = MediaReply.Tags()
    tags.artist = try read()
    tags.album = try read()
    tags.title = try read()
    tags.date = try read()
    tags.genre = try read()
    tags.coverType = try read()
    return tags
  }

  fileprivate mutating func readFrame() throws(MalformedMessage) -> MediaReply.Frame {
    MediaReply.Frame(
      wish: try read(), slot: try read(), count: try read(), time: try read(),
      duration: try read(), isKey: try read(), width: try read(), height: try read(),
      sourceWidth: try read(), sourceHeight: try read(),
      planes: try readAll { reader throws(MalformedMessage) in
        MediaReply.Plane(offset: try reader.read(), stride: try reader.read())
      })
  }
}
