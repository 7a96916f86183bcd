/// How much each block differs from one look to the next when nothing happens there.
///
/// Leaves, water and clock digits change all the time. Each block's 90 % quantile is followed by
/// steps that balance where nine values in ten lie below it.
struct Habit {
  private(set) var levels: [Float]
  private var count: Float = 0

  /// Starts from one comparison, before anything is known of the single blocks.
  init(_ first: Difference) {
    let level = min(max(0.5, quantile(first.blocks, 0.9)), 4 * first.noise + 0.5)
    levels = [Float](repeating: level, count: first.blocks.count)
  }

  mutating func learn(_ blocks: [Float]) {
    let pace = max(1, 8 / (count + 1))
    count += 1
    for index in levels.indices {
      let step = max(0.05 * levels[index], 0.02) * pace
      let moved = levels[index] + (blocks[index] > levels[index] ? 0.9 * step : -0.1 * step)
      levels[index] = min(40, max(0.2, moved))
    }
  }
}
