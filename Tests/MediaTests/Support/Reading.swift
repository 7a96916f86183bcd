import Media

/// All that a reader handed out.
struct Reading {
  struct Frame: Equatable {
    var time: Double
    var isKey: Bool
    var width: Int
    var height: Int
    /// The first byte of each plane's middle row, and their count.
    var bytes: [UInt8]

    /// The brightness in the middle of the first plane.
    var level = 0
  }

  var info = MediaInfo()
  var frames: [Int: [Frame]] = [:]
  var audio: [Int: [AudioBlock]] = [:]
  var packets: [VideoPacket] = []
  var warnings: [MediaWarning] = []
  var saidPacketsEnd = false

  func times(_ wish: Int) -> [Double] {
    (frames[wish] ?? []).map { ($0.time * 1000).rounded() / 1000 }
  }

  /// Reads `source` to its end; `wants` are asked for when all packets are known.
  init(
    _ source: ByteSource, _ wishes: [Wish], isSequence: Bool = false,
    wants: [(wish: Int, start: Double, stop: Double, every: Double)] = [],
    options: MediaOptions = MediaOptions()
  ) throws {
    let reader = try MediaReader(
      source, wishes: wishes, isSequence: isSequence, options: options)
    info = reader.info
    while let item = try reader.next() {
      switch item {
      case .frame(let wish, let frame): frames[wish, default: []].append(try Reading.copy(frame))
      case .audio(let wish, let block): audio[wish, default: []].append(block)
      case .packets(let more): packets += more
      case .packetsEnd:
        saidPacketsEnd = true
        for want in wants {
          reader.want(wish: want.wish, start: want.start, stop: want.stop, every: want.every)
        }
      case .warning(let warning): warnings.append(warning)
      }
    }
  }

  private static func copy(_ frame: VideoFrame) throws -> Frame {
    let block = try frame.bytes()
    var copy = Frame(
      time: frame.time, isKey: frame.isKey, width: frame.layout.width,
      height: frame.layout.height, bytes: [])
    if case .jpeg = frame.layout.format {
      copy.bytes = block
      return copy
    }
    for plane in frame.layout.planes {
      for row in 0..<plane.rows {
        let start = plane.offset + row * plane.stride
        copy.bytes += block[start..<start + plane.rowBytes]
      }
    }
    let plane = frame.layout.planes[0]
    copy.level = Int(block[plane.rows / 2 * plane.stride + plane.rowBytes / 2])
    return copy
  }
}

/// What goes wrong when `source` is read: kind and sentence.
func failure(
  _ source: @autoclosure () throws -> ByteSource, _ wishes: [Wish] = [.frames(FrameWish(.gray8))],
  isSequence: Bool = false, options: MediaOptions = MediaOptions()
) -> MediaError? {
  do {
    _ = try Reading(source(), wishes, isSequence: isSequence, options: options)
    return nil
  } catch {
    return error as? MediaError
  }
}
