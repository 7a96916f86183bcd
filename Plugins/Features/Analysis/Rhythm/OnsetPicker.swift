/// Picks the onsets out of the envelope while it comes.
///
/// An onset is a value that is the largest from 30 ms before to 30 ms after it, stands out of the
/// mean from 100 ms before to 70 ms after it, and comes at least 30 ms after the last one (Böck,
/// Krebs and Schedl, "Evaluating the online capabilities of onset detection methods", 2012).
struct OnsetPicker {
  /// How much a value must stand out of the mean around it, in nepers.
  static let threshold: Float = 0.12
  private static let (before, after) = (5, 3)

  /// The last few values, the newest at the end.
  private var recent: [Float] = []
  private var count = 0
  private var last = -3

  /// - Returns: the frame of an onset that is certain now.
  mutating func add(_ value: Float) -> Int? {
    recent.append(value)
    if recent.count > Self.before + 1 + Self.after { recent.removeFirst() }
    count += 1
    return pick(recent.count - 1 - Self.after)
  }

  /// The onsets among the last values, once no more come.
  mutating func finish() -> [Int] {
    var found: [Int] = []
    for _ in 0..<Self.after {
      if let onset = add(0) { found.append(onset) }
    }
    return found
  }

  private mutating func pick(_ place: Int) -> Int? {
    guard place >= 0 else { return nil }
    let value = recent[place]
    let frame = count - 1 - Self.after
    let mean = recent.reduce(0, +) / Float(recent.count)
    let isPeak = recent[max(0, place - 1)...min(recent.count - 1, place + 1)].allSatisfy {
      $0 <= value
    }
    guard isPeak, value > mean + Self.threshold, frame - last >= 2 else { return nil }
    last = frame
    return frame
  }
}
