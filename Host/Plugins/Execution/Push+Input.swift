extension Push {
  /// Bytes of one input.
  private static let most = Int(Int32.max)

  /// nil if `input` is for no such port, or if its bytes are fewer than its shape needs.
  package init?(_ input: CallInput, ports: [InputPort]) {
    switch input {
    case .frame(let port, let time, let width, let height, let bytes):
      guard ports.indices.contains(port), case .frame(let wish) = ports[port].kind,
        let header = FrameHeader(
          port: UInt32(port), time: time, format: wish.pixelFormat, width: width, height: height),
        header.byteCount <= bytes.count
      else { return nil }
      self.init(.frame(header), .payload(bytes))
    case .audio(let port, let time, let sampleRate, let channels, let samples, let bytes):
      guard ports.indices.contains(port), case .audio = ports[port].kind,
        (1...65536).contains(channels), (0...Push.most / 4).contains(samples),
        4 * samples * channels <= min(bytes.count, Push.most)
      else { return nil }
      let header = AudioHeader(
        port: UInt32(port), time: time, sampleRate: sampleRate, channels: UInt32(channels),
        samples: UInt32(samples), channelStride: UInt32(4 * samples))
      self.init(.audio(header), .payload(bytes))
    case .text(let port, let bytes):
      guard ports.indices.contains(port), case .text = ports[port].kind else { return nil }
      self.init(.text(port: UInt32(port)), .payload(bytes))
    }
  }
}

extension FrameHeader {
  /// Pixels of a picture's longest side.
  private static let mostSide = 1 << 20

  /// A picture whose rows follow each other without padding; nil if no picture is so large.
  package init?(
    port: UInt32, time: Double, format: InputPort.PixelFormat, width: Int, height: Int
  ) {
    let sides = 1...FrameHeader.mostSide
    guard sides.contains(width), sides.contains(height) else { return nil }
    let rowBytes = format == .rgb8 ? 3 * width : width
    guard rowBytes * height <= Int(Int32.max) else { return nil }
    self.init(
      port: port, time: time, duration: .nan, format: format, isKey: true, width: UInt32(width),
      height: UInt32(height), sourceWidth: UInt32(width), sourceHeight: UInt32(height),
      stride: UInt32(rowBytes), chromaStride: UInt32(rowBytes),
      chromaOffset: UInt32(rowBytes * height))
  }
}
