import Plugins
import Serving

/// Results as SubRip subtitles (.srt): timestamps and labels, in order of time.
package enum Subtitles {
  /// Seconds for which a label that has no length is shown.
  private static let labelLength = 2.0

  package static func text(_ all: [PluginResults]) -> String {
    var cues: [(start: Double, stop: Double, text: String)] = []
    for results in all {
      for (port, events) in zip(results.outputs, results.events) {
        let name = results.outputs.count > 1 ? "\(results.plugin) \(port.name)" : results.plugin
        cues += events.compactMap { cue($0, named: name) }
      }
    }
    cues.sort { ($0.start, $0.stop) < ($1.start, $1.stop) }
    var text = ""
    for (index, cue) in cues.enumerated() {
      let start = MediaTime(seconds: cue.start).clock(padHours: true, separator: ",")
      let stop = MediaTime(seconds: cue.stop).clock(padHours: true, separator: ",")
      text += "\(index + 1)\n\(start) --> \(stop)\n\(cue.text)\n\n"
    }
    return text
  }

  private static func cue(
    _ event: Event, named name: String
  ) -> (start: Double, stop: Double, text: String)? {
    switch event {
    case .segment(_, let start, let stop, let label, let score):
      (start, stop, line(label ?? name, score))
    case .label(_, let time, let label, let score, _) where !time.isNaN:
      (time, time + labelLength, line(label, score))
    case .label, .vector, .artifact, .progress, .warning:
      nil
    }
  }

  /// A subtitle ends at an empty line, so a label has none.
  private static func line(_ label: String, _ score: Float) -> String {
    let words = label.split(whereSeparator: \.isNewline).joined(separator: " ")
    return score.isNaN ? words : "\(words) (\(score.shortText))"
  }
}
