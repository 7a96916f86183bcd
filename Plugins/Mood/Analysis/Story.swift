/// What there is to tell of a curve, before it is put into any language.
public struct Story: Equatable, Sendable {
  enum Turn: Equatable { case lifts, settles, brightens, darkens }

  struct Change: Equatable {
    var second: Int
    var turn: Turn
    var to: Impression
  }

  /// The highest and the lowest second, where they are far enough apart to speak of.
  struct Extremes: Equatable {
    var highest: Int
    var lowest: Int
  }

  /// The least distance of arousal between the highest and the lowest second.
  private static let tellingRange: Float = 0.35
  /// The least change of arousal from end to end that a track without sections is said to make.
  private static let tellingTrend = 0.12

  var beginning: Impression
  var changes: [Change]
  var extremes: Extremes?
  /// Of a track without changes: 1 if it grows livelier, -1 if calmer, else 0.
  var drift: Int

  /// Nil for an empty curve.
  public init?(_ curve: [MoodPoint], sections: [Section]) {
    guard let first = sections.first, let statistics = MoodStatistics(curve) else { return nil }
    beginning = Impression(first)
    changes = []
    var last = first
    for section in sections.dropFirst() {
      let impression = Impression(section)
      defer { last = section }
      if impression == changes.last?.to ?? beginning { continue }
      changes.append(
        Change(second: section.start, turn: Self.turn(from: last, to: section), to: impression))
    }
    if let high = curve.max(by: { $0.arousal < $1.arousal }),
      let low = curve.min(by: { $0.arousal < $1.arousal }),
      high.arousal - low.arousal >= Self.tellingRange
    {
      extremes = Extremes(highest: high.second, lowest: low.second)
    }
    let length = Double(curve[curve.count - 1].second - curve[0].second) / 60
    let change = statistics.arousal.trend * length
    drift = changes.isEmpty && abs(change) >= Self.tellingTrend ? (change > 0 ? 1 : -1) : 0
  }

  private static func turn(from one: Section, to other: Section) -> Turn {
    let (energy, tone) = (other.arousal - one.arousal, other.valence - one.valence)
    if abs(energy) >= abs(tone) { return energy > 0 ? .lifts : .settles }
    return tone > 0 ? .brightens : .darkens
  }
}

/// As `1:05`, or `1:00:05` from an hour on.
func clock(_ second: Int) -> String {
  func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
  let (hours, minutes) = (second / 3600, second / 60 % 60)
  return hours > 0
    ? "\(hours):\(two(minutes)):\(two(second % 60))" : "\(minutes):\(two(second % 60))"
}
