import Patchbay
import PatchbayABI

extension RehearsedSession {
  /// Pushes a gray picture; `stride` is the bytes from one row to the next.
  public func push(
    gray pixels: [UInt8], width: Int, height: Int, stride: Int? = nil, at time: Double,
    to input: String? = nil
  ) throws {
    try push(pixels, PATCHBAY_GRAY8, width, height, stride ?? width, time, input)
  }

  /// Pushes a picture of red, green and blue bytes.
  public func push(
    rgb pixels: [UInt8], width: Int, height: Int, stride: Int? = nil, at time: Double,
    to input: String? = nil
  ) throws {
    try push(pixels, PATCHBAY_RGB8, width, height, stride ?? 3 * width, time, input)
  }

  private func push(
    _ pixels: [UInt8], _ format: patchbay_pixel_format, _ width: Int, _ height: Int,
    _ stride: Int, _ time: Double, _ input: String?
  ) throws {
    guard let push = unsafe plugin.pointee.push_frame else { throw Self.missing }
    let rowBytes = format == PATCHBAY_RGB8 ? 3 * width : width
    precondition(
      height == 0 || pixels.count >= (height - 1) * stride + rowBytes, "too few pixels")
    let code = unsafe pixels.withUnsafeBufferPointer { pixels in
      var frame = patchbay_frame()
      frame.struct_size = UInt32(MemoryLayout<patchbay_frame>.size)
      frame.port = port(input)
      frame.time = time
      frame.duration = .nan
      frame.pixel_format = format
      (frame.width, frame.height) = (UInt32(width), UInt32(height))
      (frame.source_width, frame.source_height) = (frame.width, frame.height)
      unsafe frame.planes.0 = pixels.baseAddress
      frame.strides.0 = stride
      return unsafe push(session, &frame)
    }
    try check(code)
  }

  /// Pushes a block of sound, as many samples in each channel.
  public func push(
    audio channels: [[Float]], rate: Double, at time: Double, to input: String? = nil
  ) throws {
    guard let push = unsafe plugin.pointee.push_audio else { throw Self.missing }
    let samples = channels.first?.count ?? 0
    precondition(channels.allSatisfy { $0.count == samples }, "channels of different lengths")
    let code = unsafe channels.flatMap { $0 }.withUnsafeBufferPointer { values in
      let planes = unsafe channels.indices.map { channel -> UnsafePointer<Float>? in
        unsafe values.baseAddress.map { unsafe $0 + channel * samples }
      }
      return unsafe planes.withUnsafeBufferPointer { planes in
        var audio = unsafe patchbay_audio(
          struct_size: UInt32(MemoryLayout<patchbay_audio>.size), port: port(input), time: time,
          sample_rate: rate, channels: UInt32(channels.count), samples: UInt32(samples),
          planes: planes.baseAddress)
        return unsafe push(session, &audio)
      }
    }
    try check(code)
  }

  /// Pushes a text.
  public func push(text: String, to input: String? = nil) throws {
    guard let push = unsafe plugin.pointee.push_text else { throw Self.missing }
    var text = text
    let code = text.withUTF8 { bytes in
      let start = unsafe UnsafeRawPointer(bytes.baseAddress)
      var lent = unsafe patchbay_text(
        struct_size: UInt32(MemoryLayout<patchbay_text>.size), port: port(input),
        bytes: start?.assumingMemoryBound(to: CChar.self), length: bytes.count)
      return unsafe push(session, &lent)
    }
    try check(code)
  }

  /// Pushes packets in order of decoding: time in seconds, size in bytes, keyframe or not.
  public func push(
    packets: [(time: Double, size: Int, isKey: Bool)], to input: String? = nil
  ) throws {
    guard let push = unsafe plugin.pointee.push_packets else { throw Self.missing }
    let packets = packets.map {
      patchbay_packet(
        time: $0.time, duration: .nan, size: UInt32($0.size),
        flags: $0.isKey ? PATCHBAY_PACKET_KEY : 0)
    }
    let code = unsafe packets.withUnsafeBufferPointer {
      unsafe push(session, port(input), $0.baseAddress, $0.count)
    }
    try check(code)
  }
}
