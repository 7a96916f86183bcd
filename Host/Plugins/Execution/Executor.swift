import PatchbayABI

/// What a worker and an inline instance do alike: media in the form of the contract.
enum Executor {
  /// Opens a session, pushes everything, finishes and closes.
  @unsafe static func call(
    _ instance: LoadedInstance, parameters: [Value],
    pushes: [(Push.Header, UnsafeRawBufferPointer)], output: any SinkOutput
  ) throws(PluginFailure) {
    if output.isCancelled {
      throw PluginFailure(status: Int32(PATCHBAY_CANCELLED), sentence: "cancelled")
    }
    let session = try instance.open(parameters: parameters, media: MediaInfo(), output: output)
    for index in unsafe pushes.indices {
      try unsafe push(session, pushes[index].0, pushes[index].1)
    }
    try session.finish()
  }

  /// The failure of `body`, if it fails.
  static func attempt(_ body: () throws(PluginFailure) -> Void) -> PluginFailure? {
    do throws(PluginFailure) {
      try body()
      return nil
    } catch {
      return error
    }
  }

  // MARK: Media in the form of the contract

  @unsafe static func push(
    _ session: LoadedSession, _ header: Push.Header, _ bytes: UnsafeRawBufferPointer
  ) throws(PluginFailure) {
    switch header {
    case .frame(let header): try unsafe push(session, header, bytes)
    case .audio(let header): try unsafe push(session, header, bytes)
    case .text(let port):
      let text = unsafe patchbay_text(
        struct_size: UInt32(MemoryLayout<patchbay_text>.size), port: port,
        bytes: bytes.count == 0
          ? emptyText : bytes.baseAddress?.assumingMemoryBound(to: CChar.self),
        length: bytes.count)
      try unsafe session.push(text)
    case .packets(let port, let count):
      let packets = unsafe UnsafeBufferPointer(
        start: bytes.baseAddress?.assumingMemoryBound(to: patchbay_packet.self),
        count: min(Int(count), bytes.count / MemoryLayout<patchbay_packet>.stride))
      try unsafe session.push(port: port, packets: packets)
    }
  }

  @unsafe private static func push(
    _ session: LoadedSession, _ header: FrameHeader, _ bytes: UnsafeRawBufferPointer
  ) throws(PluginFailure) {
    guard let base = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self),
      header.byteCount <= bytes.count
    else { throw PluginFailure(status: PATCHBAY_BAD_INPUT, sentence: "a frame without pixels") }
    var frame = patchbay_frame()
    frame.struct_size = UInt32(MemoryLayout<patchbay_frame>.size)
    frame.port = header.port
    frame.time = header.time
    frame.duration = header.duration
    frame.pixel_format = header.format.rawValue
    frame.flags = header.isKey ? UInt32(PATCHBAY_FRAME_KEY) : 0
    frame.width = header.width
    frame.height = header.height
    frame.source_width = header.sourceWidth
    frame.source_height = header.sourceHeight
    unsafe frame.planes.0 = base
    frame.strides.0 = Int(header.stride)
    if header.format == .nv12 {
      unsafe frame.planes.1 = base + Int(header.chromaOffset)
      frame.strides.1 = Int(header.chromaStride)
    }
    try unsafe session.push(frame)
  }

  @unsafe private static func push(
    _ session: LoadedSession, _ header: AudioHeader, _ bytes: UnsafeRawBufferPointer
  ) throws(PluginFailure) {
    let channels = Int(header.channels)
    let needed = max(0, channels - 1) * Int(header.channelStride) + 4 * Int(header.samples)
    guard let base = bytes.baseAddress, channels > 0, needed <= bytes.count else {
      throw PluginFailure(status: PATCHBAY_BAD_INPUT, sentence: "an audio block without samples")
    }
    try unsafe withUnsafeTemporaryAllocation(
      of: UnsafePointer<Float>?.self, capacity: channels
    ) { planes throws(PluginFailure) in
      for channel in 0..<channels {
        let start = unsafe base + channel * Int(header.channelStride)
        unsafe planes[channel] = start.assumingMemoryBound(to: Float.self)
      }
      try unsafe session.push(
        patchbay_audio(
          struct_size: UInt32(MemoryLayout<patchbay_audio>.size), port: header.port,
          time: header.time, sample_rate: header.sampleRate, channels: header.channels,
          samples: header.samples, planes: planes.baseAddress))
    }
  }
}

/// The address of an empty text, which is never NULL.
private nonisolated(unsafe) let emptyText: UnsafePointer<CChar> = {
  let byte = UnsafeMutablePointer<CChar>.allocate(capacity: 1)
  unsafe byte.initialize(to: 0)
  return unsafe UnsafePointer(byte)
}()
