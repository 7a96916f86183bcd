import Glibc

/// Levels in decibels of full scale, sorted into steps of 0.5 dB: bounded memory, any length.
struct Levels {
  static let silence = -70.0
  private static let steps = 160
  private var counts = [Int](repeating: 0, count: steps)
  private var total = 0

  /// - Parameter meanSquare: of the samples of a block.
  mutating func add(meanSquare: Double) {
    let level = meanSquare > 1e-7 ? 10 * log10(meanSquare) : Self.silence
    guard level > Self.silence else { return }
    let step = Int((level - Self.silence) * 2)
    counts[min(Self.steps - 1, step)] += 1
    total += 1
  }

  /// The level that a share of the blocks is below, in decibels; silent blocks do not count.
  func quantile(_ share: Double) -> Double {
    var left = share * Double(total)
    for (step, count) in counts.enumerated() where count > 0 {
      if left <= Double(count) {
        return Self.silence + (Double(step) + left / Double(count)) / 2
      }
      left -= Double(count)
    }
    return Self.silence
  }

  /// From the quantile 0.1 to the quantile 0.95, in decibels.
  var range: Double { total > 0 ? quantile(0.95) - quantile(0.1) : 0 }
}
