import Media
import Wire

/// Reads the sources of one run and sends what comes out of them to the host.
final class MediaRun {
  private let desk: RequestDesk
  private let socket: MessageSocket
  private let wishes: [Wish]
  private let options: MediaOptions
  private let wantsTags: Bool
  private var lastProgress: Int64 = 0

  /// Seconds are told in steps of 50 ms, so that a fast run is not slowed by its own progress.
  private static let progressPause: Int64 = 50_000_000

  init(
    desk: RequestDesk, socket: MessageSocket, wishes: [Wish], options: MediaOptions,
    wantsTags: Bool
  ) {
    self.desk = desk
    self.socket = socket
    self.wishes = wishes
    self.options = options
    self.wantsTags = wantsTags
  }

  /// Reads `source` to its end, and before it `examples`, a sequence of pictures.
  func read(
    _ source: ByteSource, isSequence: Bool, examples: ByteSource?
  ) throws(MediaError) {
    let reader = try MediaReader(
      source, wishes: wishes, isSequence: isSequence, options: options)
    if wantsTags { try tell(reader.info.tags) }
    let slots = try makeSlots(reader.info)
    try open(reader.info, slots)
    if let examples {
      let reader = try MediaReader(
        examples, wishes: wishes, isSequence: true, options: options)
      while let item = try reader.next() {
        if case .frame(let wish, let frame) = item, frame.time.isNaN {
          try send(frame, wish, slots)
        } else if case .warning(let warning) = item {
          throw MediaError(.unreadable, "an example cannot be used: \(warning.text)")
        }
      }
    }
    while let item = try reader.next() {
      switch item {
      case .frame(let wish, let frame): try send(frame, wish, slots)
      case .audio(let wish, let block): try send(block, wish, slots)
      case .packets(let packets): try send(packets, slots)
      case .packetsEnd: try takeWants(reader)
      case .warning(let warning):
        try RunCommand.send(.warning(time: warning.time, text: warning.text), socket)
      }
      try tell(reader.progress)
    }
  }

  private func takeWants(_ reader: MediaReader) throws(MediaError) {
    try RunCommand.send(.packetsEnd, socket)
    for want in desk.allWants() where wishes.indices.contains(want.wish) {
      reader.want(wish: want.wish, start: want.start, stop: want.stop, every: want.every)
    }
  }

  private func tell(_ progress: Double) throws(MediaError) {
    let now = Clock.now
    if now - lastProgress < MediaRun.progressPause { return }
    lastProgress = now
    try RunCommand.send(.progress(progress), socket)
  }

  private func tell(_ tags: MediaTags) throws(MediaError) {
    var told = MediaReply.Tags()
    told.artist = tags.artist
    told.album = tags.album
    told.title = tags.title
    told.date = tags.date
    told.genre = tags.genre
    do throws(SystemError) {
      var picture: [Descriptor] = []
      if let cover = tags.cover {
        told.coverType = cover.mediaType
        let memory = try SharedMemory(name: "cover", count: cover.bytes.count)
        unsafe memory.bytes(0..<memory.count).copyBytes(from: cover.bytes)
        picture = [memory.descriptor]
      }
      try socket.send(MediaReply.tags(told).bytes, passing: picture)
    } catch {
      throw MediaError(.cancelled, "the host is gone")
    }
  }

  // MARK: Slots

  private func makeSlots(_ info: MediaInfo) throws(MediaError) -> SlotPool {
    let size = SlotSize.bytes(for: wishes, info, options.limits)
    do throws(SystemError) {
      return try SlotPool(count: SlotSize.count(size), slotSize: size)
    } catch {
      throw MediaError(.tooLarge, error.description)
    }
  }

  private func open(_ info: MediaInfo, _ slots: SlotPool) throws(MediaError) {
    desk.serve(slots)
    let reply = MediaReply.opened(
      MediaReply.Info(info), slotCount: UInt32(slots.count), slotSize: UInt64(slots.slotSize))
    do throws(SystemError) {
      try socket.send(reply.bytes, passing: [slots.memory.descriptor])
    } catch {
      throw MediaError(.cancelled, "the host is gone")
    }
  }

  private func send(_ frame: VideoFrame, _ wish: Int, _ slots: SlotPool) throws(MediaError) {
    guard frame.layout.byteCount <= slots.slotSize else {
      let text =
        "a frame of \(frame.layout.width)x\(frame.layout.height) pixels is larger than those"
        + " before it and was left out"
      return try RunCommand.send(.warning(time: frame.time, text: text), socket)
    }
    let slot = slots.take()
    let count = unsafe try frame.render(into: slots.bytes(slot))
    try RunCommand.send(
      .frame(
        MediaReply.Frame(
          wish: UInt16(wish), slot: UInt32(slot), count: UInt64(count), time: frame.time,
          duration: frame.duration, isKey: frame.isKey, width: UInt32(frame.layout.width),
          height: UInt32(frame.layout.height), sourceWidth: UInt32(frame.sourceWidth),
          sourceHeight: UInt32(frame.sourceHeight),
          planes: frame.layout.planes.map {
            MediaReply.Plane(offset: UInt32($0.offset), stride: UInt32($0.stride))
          })), socket)
  }

  private func send(_ block: AudioBlock, _ wish: Int, _ slots: SlotPool) throws(MediaError) {
    let slot = slots.take()
    unsafe block.values.withUnsafeBytes { values in
      unsafe slots.bytes(slot).copyMemory(from: values)
    }
    try RunCommand.send(
      .audio(
        MediaReply.Audio(
          wish: UInt16(wish), slot: UInt32(slot), time: block.time, sampleRate: block.sampleRate,
          channels: UInt32(block.channels), samples: UInt32(block.samples))), socket)
  }

  private func send(_ packets: [VideoPacket], _ slots: SlotPool) throws(MediaError) {
    let slot = slots.take()
    let target = unsafe slots.bytes(slot)
    for (index, packet) in packets.enumerated() {
      let at = index * SlotSize.packetBytes
      unsafe target.storeBytes(of: packet.time, toByteOffset: at, as: Double.self)
      unsafe target.storeBytes(of: packet.duration, toByteOffset: at + 8, as: Double.self)
      unsafe target.storeBytes(
        of: UInt32(clamping: packet.size), toByteOffset: at + 16, as: UInt32.self)
      unsafe target.storeBytes(
        of: packet.isKey ? 1 : 0, toByteOffset: at + 20, as: UInt32.self)
    }
    try RunCommand.send(
      .packets(slot: UInt32(slot), count: UInt32(packets.count)), socket)
  }
}
