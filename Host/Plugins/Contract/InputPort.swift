/// An input port as its plugin declares it: what the plugin wants of the media.
package struct InputPort: Equatable, Sendable {
  package enum PixelFormat: UInt32, Sendable {
    case gray8 = 1
    case rgb8, nv12
  }

  package enum Sampling: Equatable, Sendable {
    case allFrames, keyframes
    /// One frame every so many seconds.
    case every(seconds: Double)
    case perSecond(Double)
    case packetsOnly
  }

  package struct FrameWish: Equatable, Sendable {
    package var pixelFormat: PixelFormat
    /// Pixels; 0: as they are.
    package var longestSide: Int
    package var sampling: Sampling
    /// The parameter whose value replaces the number in `sampling`.
    package var samplingParameter: String?
    /// Pushed only where the plugin asked for them, once it has seen all packets.
    package var isOnDemand: Bool
    /// Pushed before all other frames, without a time.
    package var isExamples: Bool
  }

  package struct AudioWish: Equatable, Sendable {
    /// Hz; 0: the source's own.
    package var sampleRate: Double
    /// 0: the source's own.
    package var channels: Int
    /// Samples per channel; 0: as they come.
    package var block: Int
    /// Samples from one block to the next; 0: same as `block`.
    package var hop: Int
  }

  package enum Kind: Equatable, Sendable {
    case frame(FrameWish)
    case audio(AudioWish)
    case text(many: Bool)
  }

  package var name: String
  package var summary: String
  package var isOptional: Bool
  package var kind: Kind

  package init(name: String, summary: String, isOptional: Bool, kind: Kind) {
    self.name = name
    self.summary = summary
    self.isOptional = isOptional
    self.kind = kind
  }
}

extension InputPort.FrameWish {
  package init(
    _ pixelFormat: InputPort.PixelFormat, longestSide: Int, sampling: InputPort.Sampling,
    samplingParameter: String? = nil, isOnDemand: Bool = false, isExamples: Bool = false
  ) {
    self.pixelFormat = pixelFormat
    self.longestSide = longestSide
    self.sampling = sampling
    self.samplingParameter = samplingParameter
    self.isOnDemand = isOnDemand
    self.isExamples = isExamples
  }
}

extension InputPort.AudioWish {
  package init(_ sampleRate: Double, channels: Int, block: Int, hop: Int) {
    self.sampleRate = sampleRate
    self.channels = channels
    self.block = block
    self.hop = hop
  }
}
