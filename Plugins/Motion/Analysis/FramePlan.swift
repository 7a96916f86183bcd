/// Which frames to look at, decided from the packets alone.
package struct FramePlan: Equatable, Sendable {
  /// Where something may happen, seconds, in order and apart.
  package var stretches: [Range<Double>]
  /// Seconds from frame to frame in the stretches; nil: the keyframes.
  package var spacing: Double?
  /// Short bursts that may lie between two looks: look more often there.
  package var bursts: [Range<Double>]

  package init(stretches: [Range<Double>], spacing: Double?, bursts: [Range<Double>]) {
    (self.stretches, self.spacing, self.bursts) = (stretches, spacing, bursts)
  }

  /// Whether a time lies within a burst.
  package func isInBurst(_ time: Double) -> Bool {
    var (low, high) = (0, bursts.count)
    while low < high {
      let middle = (low + high) / 2
      if bursts[middle].upperBound <= time { low = middle + 1 } else { high = middle }
    }
    return low < bursts.count && bursts[low].contains(time)
  }
}
