import Media
import Plugins
import TestSupport
import Wire

/// Programs, clips and runs for these tests.
enum Run {
  static let program = "\(BuildFolder.path)/patchbay-media"

  /// Writes `seconds` of pictures, 25 a second, with a keyframe every second, and a tone.
  static func clip(
    _ name: String, seconds: Int, in folder: TemporaryFolder
  ) throws -> String {
    let path = "\(folder.path)/\(name)"
    var form = MovieWriter.Form()
    form.width = 160
    form.height = 90
    form.keyframeInterval = 25
    form.sampleRate = 16000
    form.options = [("preset", "ultrafast")]
    let writer = try MovieWriter(path: path, form)
    let chroma = [UInt8](repeating: 128, count: form.width * form.height / 4)
    for number in 0..<seconds * 25 {
      let level = UInt8(40 + number * 37 % 160)
      try writer.add(
        luma: [UInt8](repeating: level, count: form.width * form.height), cb: chroma, cr: chroma)
      try writer.add(samples: [Float](repeating: 0.25, count: 640))
    }
    try writer.finish()
    return path
  }

  static func append(_ bytes: [UInt8], to file: GrowingFile) {
    let done: Void? = bytes.withUnsafeBytes { try? file.append($0) }
    precondition(done != nil, "the file cannot be written")
  }

  /// All that one run gave.
  struct Outcome {
    var info = Plugins.MediaInfo()
    var frames: [MediaReply.Frame] = []
    /// The first byte of each frame's slot, read while the slot was held.
    var levels: [Int] = []
    var audio: [MediaReply.Audio] = []
    var packets: [(time: Double, size: UInt32, isKey: Bool)] = []
    var warnings: [String] = []
  }

  /// Runs to the end, releasing each slot at once.
  static func all(
    _ source: MediaSource, examples: GrowingFile? = nil, _ wishes: [MediaWish],
    wants: [(Int, Double, Double, Double)] = []
  ) throws -> Outcome {
    let client = try MediaClient(program: program)
    defer { client.close() }
    var outcome = Outcome()
    outcome.info = try client.open(source, examples: examples, wishes: wishes)
    while let reply = try client.next() {
      take(reply, client, &outcome)
      if reply == .packetsEnd {
        for want in wants {
          client.want(wish: want.0, start: want.1, stop: want.2, every: want.3)
        }
        client.endWants()
      }
    }
    return outcome
  }

  private static func take(_ reply: MediaReply, _ client: MediaClient, _ outcome: inout Outcome) {
    let memory = client.memory!
    switch reply {
    case .frame(let frame):
      let start = Int(frame.slot) * client.slotSize
      outcome.levels.append(Int(memory.bytes(start..<start + 1)[0]))
      outcome.frames.append(frame)
      client.release(frame.slot)
    case .audio(let audio):
      outcome.audio.append(audio)
      client.release(audio.slot)
    case .packets(let slot, let count):
      let start = Int(slot) * client.slotSize
      let bytes = memory.bytes(start..<start + Int(count) * 24)
      for index in 0..<Int(count) {
        outcome.packets.append(
          (
            bytes.load(fromByteOffset: index * 24, as: Double.self),
            bytes.load(fromByteOffset: index * 24 + 16, as: UInt32.self),
            bytes.load(fromByteOffset: index * 24 + 20, as: UInt32.self) == 1
          ))
      }
      client.release(slot)
    case .warning(_, let text): outcome.warnings.append(text)
    default: break
    }
  }
}
