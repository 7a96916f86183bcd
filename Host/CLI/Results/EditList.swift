import Plugins
import Serving

/// Timestamps as an edit decision list (CMX 3600): the stretches of one file, one after the
/// other, as editing programs read them.
package enum EditList {
  /// Frames per second where the file does not say.
  private static let standardRate = 25.0

  package static func text(_ all: [PluginResults], file: String, info: MediaInfo) -> String {
    let rate = info.frameRate ?? standardRate
    let name = file.split(separator: "/").last.map(String.init) ?? file
    var text = "TITLE: \(name)\nFCM: NON-DROP FRAME\n"
    var segments: [(start: Double, stop: Double, comment: String)] = []
    for results in all {
      for case .segment(_, let start, let stop, let label, let score) in results.events.joined() {
        let words = [results.plugin, label == results.plugin ? "" : label ?? "", score.shortText]
          .filter { !$0.isEmpty }
        // A comment is one line.
        let comment = words.joined(separator: " ").split(whereSeparator: \.isNewline)
        segments.append((start, stop, comment.joined(separator: " ")))
      }
    }
    segments.sort { ($0.start, $0.stop) < ($1.start, $1.stop) }
    let track = info.videoCodec == nil && info.audioCodec != nil ? "A " : "V "
    var recorded = 0
    for (index, segment) in segments.enumerated() {
      let first = frame(segment.start, rate)
      let last = max(frame(segment.stop, rate), first + 1)
      let times = [first, last, recorded, recorded + last - first].map { timecode($0, rate) }
      recorded += last - first
      text += "\n\(number(index + 1, 3))  AX       \(track)    C        "
      text += times.joined(separator: " ") + "\n"
      text += "* FROM CLIP NAME: \(name)\n* COMMENT: \(segment.comment)\n"
    }
    return text
  }

  /// The frame at a time. A plugin may name any time, and a file any rate.
  private static func frame(_ seconds: Double, _ rate: Double) -> Int {
    let number = (seconds * rate).rounded()
    return number.isNaN ? 0 : Int(min(max(number, 0), 1e15))
  }

  /// Hours, minutes, seconds and frames, counted at the nominal rate (30 for 29.97).
  private static func timecode(_ frame: Int, _ rate: Double) -> String {
    let nominal = Int(min(max(rate.rounded(), 1), 1e6))
    let seconds = frame / nominal
    return [seconds / 3600, seconds / 60 % 60, seconds % 60, frame % nominal]
      .map { number($0, 2) }.joined(separator: ":")
  }

  private static func number(_ value: Int, _ digits: Int) -> String {
    let text = "\(value)"
    return String(repeating: "0", count: max(0, digits - text.count)) + text
  }
}
