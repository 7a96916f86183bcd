import Plugins

extension InferInputs {
  /// Bytes of all blocks that one tensor is cut into.
  private static let mostBlocks = 512 << 20
  /// Bytes of the header of a WAV file as it is written here.
  private static let headerSize = 44

  mutating func addAudio(
    _ tensor: Tensor, port: Int, _ wish: InputPort.AudioWish
  ) throws(Problem) {
    switch tensor.type {
    case .bytes where tensor.count == 1: try addMedium(tensor)
    case .fp32 where tensor.shape.count == 2 && tensor.count > 0:
      try addSamples(tensor, port: port, wish)
    default:
      throw tensor.problem(wanted: "BYTES[1], an encoded recording, or FP32[channels,samples]")
    }
  }

  private mutating func addSamples(
    _ tensor: Tensor, port: Int, _ wish: InputPort.AudioWish
  ) throws(Problem) {
    let (channels, samples) = (tensor.shape[0], tensor.shape[1])
    guard channels <= 64 else { throw tensor.problem(wanted: "FP32 with at most 64 channels") }
    let payload = Payload(count: tensor.count * 4)
    try unsafe tensor.copy(to: payload.mutableBytes, as: Float.self)
    let rate = try sampleRate(of: tensor, wish)
    let fits =
      (wish.sampleRate == 0 || wish.sampleRate == rate)
      && (wish.channels == 0 || wish.channels == channels)
    guard fits else {
      try addSamplesAsMedium(tensor, payload, rate: rate)
      return
    }
    guard wish.block > 0, wish.block < samples || wish.hop > 0 && wish.hop < wish.block else {
      let audio = CallInput.audio(
        port: port, time: 0, sampleRate: rate, channels: channels, samples: samples, payload)
      add(audio)
      return
    }
    // Blocks that overlap repeat samples.
    let hop = wish.hop > 0 ? wish.hop : wish.block
    let (blocks, block) = ((samples - 1) / hop + 1, min(wish.block, samples) * channels * 4)
    let (bytes, overflows) = blocks.multipliedReportingOverflow(by: block)
    guard !overflows, bytes <= Self.mostBlocks else {
      throw Problem(
        413, "too-large",
        "tensor '\(tensor.name)' would become more than \(Self.mostBlocks >> 20) MiB of overlapping "
          + "blocks; send a recording encoded, as BYTES[1]")
    }
    addBlocks(of: payload, rate: rate, channels: channels, samples: samples, port: port, wish, hop)
  }

  /// The last block may be shorter; no block repeats only what the one before it had.
  private mutating func addBlocks(
    of payload: Payload, rate: Double, channels: Int, samples: Int, port: Int,
    _ wish: InputPort.AudioWish, _ hop: Int
  ) {
    var start = 0
    repeat {
      let count = min(wish.block, samples - start)
      let block = Payload(count: count * channels * 4)
      for channel in 0..<channels {
        let from = (channel * samples + start) * 4
        unsafe block.mutableBytes[(channel * count * 4)...].copyBytes(
          from: payload.bytes[from..<from + count * 4])
      }
      add(
        .audio(
          port: port, time: Double(start) / rate, sampleRate: rate, channels: channels,
          samples: count, block))
      if start + count >= samples { return }
      start += hop
    } while start < samples
  }

  private func sampleRate(
    of tensor: Tensor, _ wish: InputPort.AudioWish
  ) throws(Problem) -> Double {
    let given = tensor.parameters?["rate"]?.double ?? rate
    if let given {
      guard given.isFinite, given >= 1, given <= 10_000_000 else {
        throw .badRequest("rate is \(given); it must be the sample rate in Hz")
      }
      return given
    }
    guard wish.sampleRate > 0 else {
      throw .badRequest(
        "tensor '\(tensor.name)' needs its sample rate: "
          + "add the parameter 'rate' to the tensor or the request, in Hz")
    }
    return wish.sampleRate
  }

  /// As a WAV file of 32-bit floats, so that it is resampled and mixed like any recording.
  private mutating func addSamplesAsMedium(
    _ tensor: Tensor, _ payload: Payload, rate: Double
  ) throws(Problem) {
    guard rate == rate.rounded() else {
      throw .badRequest("rate is \(rate); where audio is resampled it must be whole, in Hz")
    }
    let (channels, samples) = (tensor.shape[0], tensor.shape[1])
    guard payload.count <= Int(UInt32.max) - Self.headerSize else {
      throw tensor.problem(wanted: "below 4 GiB; send a longer recording encoded, as BYTES[1]")
    }
    let file = Payload(count: Self.headerSize + payload.count)
    unsafe Self.writeHeader(
      to: file.mutableBytes, rate: UInt32(rate), channels: UInt16(channels),
      bytes: UInt32(payload.count))
    for channel in 0..<channels {
      for sample in 0..<samples {
        let value = unsafe payload.bytes.loadUnaligned(
          fromByteOffset: (channel * samples + sample) * 4, as: UInt32.self)
        unsafe file.mutableBytes.storeBytes(
          of: value, toByteOffset: Self.headerSize + (sample * channels + channel) * 4,
          as: UInt32.self)
      }
    }
    let body = try makeMediaFile(for: tensor)
    try unsafe body.store(file.bytes)
    body.complete()
    setMedia(.file(body), from: tensor)
  }

  @unsafe private static func writeHeader(
    to buffer: UnsafeMutableRawBufferPointer, rate: UInt32, channels: UInt16, bytes: UInt32
  ) {
    var at = 0
    func put<T: FixedWidthInteger>(_ value: T) {
      unsafe buffer.storeBytes(of: value.littleEndian, toByteOffset: at, as: T.self)
      at += MemoryLayout<T>.size
    }
    func put(_ text: StaticString) { for byte in text.description.utf8 { put(byte) } }
    put("RIFF")
    put(bytes + UInt32(headerSize) - 8)
    put("WAVEfmt ")
    put(UInt32(16))
    put(UInt16(3))  // IEEE float
    put(channels)
    put(rate)
    put(rate * UInt32(channels) * 4)
    put(channels * 4)
    put(UInt16(32))
    put("data")
    put(bytes)
  }
}
