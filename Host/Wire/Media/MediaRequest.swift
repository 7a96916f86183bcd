/// What the host tells the process that decodes.
package enum MediaRequest: Equatable, Sendable {
  /// How the bytes of a source lie in the descriptor that comes with `open`.
  package struct Source: Equatable, Sendable {
    /// Records of pictures with their times, instead of one media file.
    package var isPictures: Bool
    /// How many bytes are there, and whether more may follow.
    package var count: UInt64
    package var isComplete: Bool
    /// What error sentences call it.
    package var name: String

    package init(isPictures: Bool, count: UInt64, isComplete: Bool, name: String) {
      self.isPictures = isPictures
      self.count = count
      self.isComplete = isComplete
      self.name = name
    }
  }

  /// The first message. Descriptor i comes with it and holds source i: the medium, and perhaps
  /// pictures that serve as examples, which are given out before the medium's frames.
  ///
  /// `wantsTags`: `tags` is to come before `opened`.
  case open(sources: [Source], wishes: [MediaWish], threads: UInt8, wantsTags: Bool)
  case grew(source: UInt8, count: UInt64, isComplete: Bool)
  /// The payload in this slot was used.
  case release(slot: UInt32)
  /// Frames on demand; the numbers as for `request_frames` in the contract.
  case want(wish: UInt16, start: Double, stop: Double, every: Double)
  /// All that is wanted was said. Expected once after `packetsEnd`.
  case endOfWants
}

extension MediaRequest {
  package var bytes: [UInt8] {
    var writer = ByteWriter()
    switch self {
    case .open(let sources, let wishes, let threads, let wantsTags):
      writer.write(UInt8(1))
      writer.write(all: sources) { writer, source in
        writer.write(source.isPictures)
        writer.write(source.count)
        writer.write(source.isComplete)
        writer.write(source.name)
      }
      writer.write(all: wishes) { $0.write($1) }
      writer.write(threads)
      writer.write(wantsTags)
    case .grew(let source, let count, let isComplete):
      writer.write(UInt8(2))
      writer.write(source)
      writer.write(count)
      writer.write(isComplete)
    case .release(let slot):
      writer.write(UInt8(3))
      writer.write(slot)
    case .want(let wish, let start, let stop, let every):
      writer.write(UInt8(4))
      writer.write(wish)
      writer.write(start)
      writer.write(stop)
      writer.write(every)
    case .endOfWants: writer.write(UInt8(5))
    }
    return writer.bytes
  }

  package init(bytes: [UInt8]) throws(MalformedMessage) {
    var reader = ByteReader(bytes)
    switch try reader.read(UInt8.self) {
    case 1:
      let sources = try reader.readAll { reader throws(MalformedMessage) in
        Source(
          isPictures: try reader.read(), count: try reader.read(),
          isComplete: try reader.read(), name: try reader.read())
      }
      let wishes = try reader.readAll { reader throws(MalformedMessage) in try reader.readWish() }
      self = .open(
        sources: sources, wishes: wishes, threads: try reader.read(),
        wantsTags: try reader.read())
    case 2:
      self = .grew(
        source: try reader.read(), count: try reader.read(), isComplete: try reader.read())
    case 3: self = .release(slot: try reader.read())
    case 4:
      self = .want(
        wish: try reader.read(), start: try reader.read(), stop: try reader.read(),
        every: try reader.read())
    case 5: self = .endOfWants
    default: throw MalformedMessage()
    }
  }
}
