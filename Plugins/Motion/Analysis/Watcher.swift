/// Looks at a static camera's pictures in order of time and says where something happens.
///
/// A picture is relevant where it differs from the one before it and from each of those
/// remembered. So an object that leaves reveals what was known, a thing put down is known from
/// the next look on, and what flickers between two states is soon known in both.
package struct Watcher {
  /// The first pictures are judged once there are so many, since each needs others to differ from.
  private static let priming = 8
  /// A picture that is so many times beyond what counts is never taken for known.
  private static let plain = 5.0
  /// The weight of a group of blocks that just counts.
  private static let leastWeight: Float = 3.5

  /// Multiplies all thresholds: 3 at sensitivity 0, 1/3 at sensitivity 1.
  private let caution: Float
  /// A longer pause, in seconds, means that nobody looked in between.
  private let longestGap: Double
  private var waiting: [(picture: Picture, time: Double, isBetween: Bool)]? = []
  private var memory = Memory()
  private var habit: Habit?
  private var usualNoise: Float?
  private var last: (picture: Picture, time: Double, isBetween: Bool)?

  /// - Parameters:
  ///   - sensitivity: 0 to 1.
  ///   - longestGap: seconds; the first picture after a longer pause is taken for known.
  package init(sensitivity: Double, longestGap: Double = .infinity) {
    caution = [3, 1, 1 / 3.0].interpolated(at: sensitivity)
    self.longestGap = longestGap
  }

  /// Looks at a picture; `isBetween` marks one between two keyframes, which a codec smooths.
  ///
  /// Returns what is decided by now, for this picture or for earlier ones.
  package mutating func look(
    at picture: Picture, time: Double, isBetween: Bool = false
  ) -> [Sighting] {
    if let last, last.picture.columns != picture.columns || last.picture.rows != picture.rows {
      self = Watcher(caution: caution, longestGap: longestGap)
    }
    guard waiting != nil else {
      let sighting = judge(picture, time, isBetween)
      // What is clearly there must stay unknown; what barely shows and comes again is a habit.
      if sighting.strength < Self.plain { memory.keep(picture, at: time) }
      return [sighting]
    }
    if let first = waiting?.first?.picture,
      first.columns != picture.columns || first.rows != picture.rows
    {
      waiting = []
    }
    waiting?.append((picture, time, isBetween))
    return waiting?.count == Self.priming ? finish() : []
  }

  /// Judges the pictures that still wait for others to compare with.
  package mutating func finish() -> [Sighting] {
    guard let first = waiting else { return [] }
    waiting = nil
    // The next one stands in for what came before the first.
    if first.count > 1 { last = (first[1].picture, first[0].time, first[1].isBetween) }
    for entry in first.reversed() { memory.keep(entry.picture, at: entry.time) }
    return first.map { entry in
      let sighting = judge(entry.picture, entry.time, entry.isBetween)
      if sighting.strength >= Self.plain { memory.forget(entry.time) }
      return sighting
    }
  }

  private init(caution: Float, longestGap: Double) {
    (self.caution, self.longestGap) = (caution, longestGap)
  }

  private mutating func judge(
    _ picture: Picture, _ time: Double, _ isBetween: Bool
  ) -> Sighting {
    defer { last = (picture, time, isBetween) }
    guard let last, time - last.time <= longestGap else {
      return Sighting(time: time, strength: 0, step: 0)
    }
    let step = Difference(from: last.picture, to: picture)
    if usualNoise == nil { usualNoise = step.noise }
    if habit == nil { habit = Habit(step) }
    let clusters = Clusters(columns: picture.columns, rows: picture.rows)
    let floor = floor(of: step, isBetween)
    var ratios = ratios(of: step, floor)
    var blocks = step.blocks
    let moved = clusters.heaviest(ratios) / Self.leastWeight
    var strength = moved
    for known in memory.entries
    where strength >= 1 && known.time != last.time && known.time != time {
      let difference = Difference(from: known.picture, to: picture)
      let otherFloor = self.floor(of: difference, isBetween)
      // Under another light everything differs a little, which says nothing.
      if otherFloor > 1.3 * floor { continue }
      let others = self.ratios(of: difference, otherFloor)
      for index in ratios.indices {
        ratios[index] = min(ratios[index], others[index])
        blocks[index] = min(blocks[index], difference.blocks[index])
      }
      strength = clusters.heaviest(ratios) / Self.leastWeight
    }
    habit?.learn(blocks)
    if !isBetween, !last.isBetween, let usual = usualNoise {
      usualNoise = usual + 0.05 * (step.noise - usual)
    }
    return Sighting(
      time: time, strength: Double(strength), step: Double(moved),
      lightJump: Double(step.quarterChange / 8))
  }

  /// The least that any block of this comparison must differ by, grey levels.
  private func floor(of difference: Difference, _ isBetween: Bool) -> Float {
    let noise = max(difference.noise, 0.8 * (usualNoise ?? 0))
    let light = 1 + min(2, difference.quarterChange / 10)
    return max(2.2, 5 * noise) * light * (isBetween ? 1.5 : 1)
  }

  private func ratios(of difference: Difference, _ floor: Float) -> [Float] {
    guard let habit else { return difference.blocks }
    return zip(difference.blocks, habit.levels).map { $0 / (max(floor, 1.6 * $1) * caution) }
  }
}

extension [Float] {
  /// The values stand at equal distances from 0 to 1; in between lie straight lines.
  func interpolated(at place: Double) -> Float {
    let scaled = Swift.min(1, Swift.max(0, place)) * Double(count - 1)
    let index = Swift.min(count - 2, Int(scaled))
    let share = Float(scaled - Double(index))
    return self[index] * (1 - share) + self[index + 1] * share
  }
}
