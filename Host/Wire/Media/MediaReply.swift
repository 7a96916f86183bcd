/// What the process that decodes tells the host.
package enum MediaReply: Equatable, Sendable {
  /// What is known of the medium; as in `MediaInfo` of the plugins' contract.
  package struct Info: Equatable, Sendable {
    package var container = ""
    package var duration: Double?
    package var hasVideo = false
    package var width: UInt32 = 0
    package var height: UInt32 = 0
    package var rotation: UInt16 = 0
    package var frameRate: Double?
    package var videoCodec: String?
    package var hasAudio = false
    package var audioCodec: String?
    package var sampleRate = 0.0
    package var channels: UInt32 = 0
    package var isPictures = false

    package init() {}
  }

  package struct Tags: Equatable, Sendable {
    package var artist = ""
    package var album = ""
    package var title = ""
    package var date = ""
    package var genre = ""
    /// Of the picture; nil where there is none.
    package var coverType: String?

    package init() {}
  }

  package struct Plane: Equatable, Sendable {
    /// Bytes from the slot's start.
    package var offset: UInt32
    package var stride: UInt32

    package init(offset: UInt32, stride: UInt32) {
      self.offset = offset
      self.stride = stride
    }
  }

  package struct Frame: Equatable, Sendable {
    package var wish: UInt16
    package var slot: UInt32
    /// Bytes in the slot: all planes, or the JPEG file.
    package var count: UInt64
    package var time: Double
    package var duration: Double
    package var isKey: Bool
    package var width: UInt32
    package var height: UInt32
    package var sourceWidth: UInt32
    package var sourceHeight: UInt32
    package var planes: [Plane]

    package init(
      wish: UInt16, slot: UInt32, count: UInt64, time: Double, duration: Double, isKey: Bool,
      width: UInt32, height: UInt32, sourceWidth: UInt32, sourceHeight: UInt32, planes: [Plane]
    ) {
      self.wish = wish
      self.slot = slot
      self.count = count
      self.time = time
      self.duration = duration
      self.isKey = isKey
      self.width = width
      self.height = height
      self.sourceWidth = sourceWidth
      self.sourceHeight = sourceHeight
      self.planes = planes
    }
  }

  package struct Audio: Equatable, Sendable {
    package var wish: UInt16
    package var slot: UInt32
    package var time: Double
    package var sampleRate: Double
    package var channels: UInt32
    /// Per channel. The slot holds `channels` planes of them, one behind the other.
    package var samples: UInt32

    package init(
      wish: UInt16, slot: UInt32, time: Double, sampleRate: Double, channels: UInt32,
      samples: UInt32
    ) {
      self.wish = wish
      self.slot = slot
      self.time = time
      self.sampleRate = sampleRate
      self.channels = channels
      self.samples = samples
    }
  }

  /// What the file says of its music. A picture that comes with it is shared memory.
  case tags(Tags)
  /// The medium was opened. The slots' memory comes with it: slot i lies at `i * slotSize`.
  case opened(Info, slotCount: UInt32, slotSize: UInt64)
  case frame(Frame)
  case audio(Audio)
  /// `count` packets of 24 bytes each in the slot, as `patchbay_packet` has them, for all wishes
  /// for packets.
  case packets(slot: UInt32, count: UInt32)
  /// All packets were given out; wants may follow, and `endOfWants` is awaited.
  case packetsEnd
  case warning(time: Double, text: String)
  /// 0 to 1.
  case progress(Double)
  /// Everything was given out.
  case end
  /// Nothing follows. `kind` is a `MediaError.Kind`.
  case failed(kind: String, text: String)
}
