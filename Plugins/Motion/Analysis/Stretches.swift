/// Makes stretches of sightings: joined over short gaps, at least so long, apart from each other.
package struct Stretches {
  /// How stretches are shaped, all in seconds.
  package struct Shape: Sendable {
    package var minimum: Double
    /// Stretches that are no further apart become one.
    package var gap: Double
    /// Added before and after each.
    package var padding: Double
    /// Something may have begun, or ended, at most so long before or after it was seen.
    package var reach: Double

    package init(minimum: Double = 15, gap: Double = 4, padding: Double = 0, reach: Double = 5) {
      (self.minimum, self.gap, self.padding, self.reach) = (minimum, gap, padding, reach)
    }
  }

  private let shape: Shape
  private var before: Sighting?
  private var beforeCounted = false
  private var current: Sighting?
  /// Joined, but not yet lengthened.
  private var found: [Stretch] = []

  package init(_ shape: Shape) { self.shape = shape }

  /// Takes the next sighting, and returns the stretches that no later one can change.
  package mutating func add(_ sighting: Sighting) -> [Stretch] {
    settle(next: sighting)
    before = current
    current = sighting
    guard let last = found.last else { return [] }
    let reach = shape.minimum + shape.gap + 2 * shape.padding + shape.reach
    return sighting.time > last.stop + reach ? take(end: .infinity) : []
  }

  /// Returns what is left; no stretch goes on beyond `end`, in seconds.
  package mutating func finish(end: Double) -> [Stretch] {
    settle(next: nil)
    (before, current) = (nil, nil)
    return take(end: end)
  }

  /// Decides on the current sighting, now that its neighbours are known.
  private mutating func settle(next: Sighting?) {
    guard let current else { return }
    let isSameAfter = next.map { $0.step < 1 } ?? false
    // A lamp that is switched changes the picture once, and leaves it so.
    let isLamp = current.lightJump >= 1 && isSameAfter && !beforeCounted
    beforeCounted = current.strength >= 1 && !isLamp
    guard beforeCounted else { return }
    // It came at some time after the last look, and left before the next one, or before this
    // one if the next shows the same.
    let start = max(before?.time ?? current.time, current.time - shape.reach)
    let stop =
      isSameAfter ? current.time : min(next?.time ?? current.time, current.time + shape.reach)
    let score = current.strength / (current.strength + 1)
    if let last = found.last, start <= last.stop + shape.gap {
      found[found.count - 1].stop = max(last.stop, stop)
      found[found.count - 1].score = max(last.score, score)
    } else {
      found.append(Stretch(start: start, stop: stop, score: score))
    }
  }

  private mutating func take(end: Double) -> [Stretch] {
    var taken: [Stretch] = []
    for stretch in found {
      let whole = lengthened(stretch, end: end)
      if let last = taken.last, whole.start <= last.stop {
        taken[taken.count - 1].stop = max(last.stop, whole.stop)
        taken[taken.count - 1].score = max(last.score, whole.score)
      } else {
        taken.append(whole)
      }
    }
    found = []
    return taken
  }

  /// At least the minimum, grown on both sides alike unless the recording ends there.
  private func lengthened(_ stretch: Stretch, end: Double) -> Stretch {
    var whole = stretch
    whole.start = max(0, stretch.start - shape.padding)
    whole.stop = min(end, stretch.stop + shape.padding)
    let missing = shape.minimum - (whole.stop - whole.start)
    guard missing > 0 else { return whole }
    whole.start -= missing / 2
    whole.stop += missing / 2
    if whole.start < 0 { (whole.start, whole.stop) = (0, shape.minimum) }
    if whole.stop > end { (whole.start, whole.stop) = (max(0, end - shape.minimum), end) }
    return whole
  }
}
