/// What one consumer wants of the media, as it is told to the process that decodes.
package enum MediaWish: Equatable, Sendable {
  package enum Format: Equatable, Sendable {
    case gray8, rgb8, nv12
    /// One JPEG file per frame; quality 1 to 100.
    case jpeg(quality: UInt8)
  }

  package struct Frames: Equatable, Sendable {
    package var format: Format
    /// Pixels; 0: as they are.
    package var longestSide: UInt32
    /// Seconds between frames; 0: every frame; NaN: keyframes.
    package var every: Double
    package var isOnDemand: Bool
    package var isExamples: Bool

    package init(
      format: Format, longestSide: UInt32, every: Double, isOnDemand: Bool = false,
      isExamples: Bool = false
    ) {
      self.format = format
      self.longestSide = longestSide
      self.every = every
      self.isOnDemand = isOnDemand
      self.isExamples = isExamples
    }
  }

  package struct Audio: Equatable, Sendable {
    /// Hz; 0: the source's own.
    package var sampleRate: Double
    /// 0: the source's own.
    package var channels: UInt32
    /// Samples per channel; 0: as they come.
    package var block: UInt32
    /// Samples; 0: same as `block`.
    package var hop: UInt32

    package init(sampleRate: Double, channels: UInt32, block: UInt32, hop: UInt32) {
      self.sampleRate = sampleRate
      self.channels = channels
      self.block = block
      self.hop = hop
    }
  }

  case frames(Frames)
  case packets
  case audio(Audio)
}

extension ByteWriter {
  mutating func write(_ wish: MediaWish) {
    switch wish {
    case .packets: write(UInt8(0))
    case .frames(let frames):
      write(UInt8(1))
      switch frames.format {
      case .gray8: write(UInt8(1))
      case .rgb8: write(UInt8(2))
      case .nv12: write(UInt8(3))
      case .jpeg(let quality):
        write(UInt8(4))
        write(quality)
      }
      write(frames.longestSide)
      write(frames.every)
      write(frames.isOnDemand)
      write(frames.isExamples)
    case .audio(let audio):
      write(UInt8(2))
      write(audio.sampleRate)
      write(audio.channels)
      write(audio.block)
      write(audio.hop)
    }
  }
}

extension ByteReader {
  mutating func readWish() throws(MalformedMessage) -> MediaWish {
    switch try read(UInt8.self) {
    case 0: return .packets
    case 1:
      let format: MediaWish.Format
      switch try read(UInt8.self) {
      case 1: format = .gray8
      case 2: format = .rgb8
      case 3: format = .nv12
      case 4: format = .jpeg(quality: try read())
      default: throw MalformedMessage()
      }
      return .frames(
        MediaWish.Frames(
          format: format, longestSide: try read(), every: try read(), isOnDemand: try read(),
          isExamples: try read()))
    case 2:
      return .audio(
        MediaWish.Audio(
          sampleRate: try read(), channels: try read(), block: try read(), hop: try read()))
    default: throw MalformedMessage()
    }
  }
}
