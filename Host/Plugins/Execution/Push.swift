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

  /// Bytes that its planes cover.
  package var byteCount: Int {
    let first = plane(stride, Int(height))
    guard format == .nv12 else { return first }
    let second = plane(chromaStride, (Int(height) + 1) / 2)
    return max(first, Int(chromaOffset) &+ second)
  }
}

/// Bytes of `rows` rows; more than there can be where that is no number.
private func plane(_ stride: UInt32, _ rows: Int) -> Int {
  let (bytes, isTooMuch) = Int(stride).multipliedReportingOverflow(by: rows)
  return isTooMuch ? Int.max >> 1 : bytes
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
}
