import Wire

/// A picture's header, as it crosses from the host to a worker. Offsets count from the place of
/// its bytes.
package struct FrameHeader: Equatable, Sendable {
  package var port: UInt32
  package var time: Double
  package var duration: Double
  package var format: InputPort.PixelFormat
  package var isKey: Bool
  package var width: UInt32
  package var height: UInt32
  package var sourceWidth: UInt32
  package var sourceHeight: UInt32
  /// Bytes from one row to the next, of plane 0 and of plane 1 (NV12 alone has one).
  package var stride: UInt32
  package var chromaStride: UInt32
  /// Where plane 1 starts.
  package var chromaOffset: UInt32

  package init(
    port: UInt32, time: Double, duration: Double, format: InputPort.PixelFormat, isKey: Bool,
    width: UInt32, height: UInt32, sourceWidth: UInt32, sourceHeight: UInt32, stride: UInt32,
    chromaStride: UInt32, chromaOffset: UInt32
  ) {
    self.port = port
    self.time = time
    self.duration = duration
    self.format = format
    self.isKey = isKey
    self.width = width
    self.height = height
    self.sourceWidth = sourceWidth
    self.sourceHeight = sourceHeight
    self.stride = stride
    self.chromaStride = chromaStride
    self.chromaOffset = chromaOffset
  }

  /// A picture whose rows follow each other without padding.
  package init(port: UInt32, time: Double, format: InputPort.PixelFormat, width: Int, height: Int) {
    let rowBytes = UInt32(format == .rgb8 ? 3 * width : width)
    self.init(
      port: port, time: time, duration: .nan, format: format, isKey: true, width: UInt32(width),
      height: UInt32(height), sourceWidth: UInt32(width), sourceHeight: UInt32(height),
      stride: rowBytes, chromaStride: rowBytes, chromaOffset: rowBytes * UInt32(height))
  }

  /// Bytes that its planes cover.
  package var byteCount: Int {
    let first = Int(stride) * Int(height)
    guard format == .nv12 else { return first }
    return max(first, Int(chromaOffset) + Int(chromaStride) * ((Int(height) + 1) / 2))
  }
}

/// An audio block's header. Channel `c` starts at `c * channelStride` bytes.
package struct AudioHeader: Equatable, Sendable {
  package var port: UInt32
  package var time: Double
  package var sampleRate: Double
  package var channels: UInt32
  package var samples: UInt32
  package var channelStride: UInt32

  package init(
    port: UInt32, time: Double, sampleRate: Double, channels: UInt32, samples: UInt32,
    channelStride: UInt32
  ) {
    self.port = port
    self.time = time
    self.sampleRate = sampleRate
    self.channels = channels
    self.samples = samples
    self.channelStride = channelStride
  }
}

/// What is pushed into a session: its header, and where its bytes lie.
package struct Push: Sendable {
  package enum Header: Equatable, Sendable {
    case frame(FrameHeader)
    case audio(AudioHeader)
    case text(port: UInt32)
    /// `patchbay_packet`s, one behind the other.
    case packets(port: UInt32, count: UInt32)
  }

  package enum Place: Sendable {
    case payload(Payload)
    /// Memory that a worker maps, read-only, when it first needs it.
    case shared(SharedMemory, Range<Int>)

    package var count: Int {
      switch self {
      case .payload(let payload): payload.count
      case .shared(_, let range): range.count
      }
    }
  }

  package var header: Header
  package var place: Place

  package init(_ header: Header, _ place: Place) {
    self.header = header
    self.place = place
  }

  package init(_ input: CallInput, formats: [InputPort.PixelFormat]) {
    switch input {
    case .frame(let port, let time, let width, let height, let bytes):
      let header = FrameHeader(
        port: UInt32(port), time: time, format: formats[port], width: width, height: height)
      self.init(.frame(header), .payload(bytes))
    case .audio(let port, let time, let sampleRate, let channels, let samples, let bytes):
      let header = AudioHeader(
        port: UInt32(port), time: time, sampleRate: sampleRate, channels: UInt32(channels),
        samples: UInt32(samples), channelStride: UInt32(4 * samples))
      self.init(.audio(header), .payload(bytes))
    case .text(let port, let bytes):
      self.init(.text(port: UInt32(port)), .payload(bytes))
    }
  }
}
