import Glibc

/// Energies of blocks, sorted into steps of 0.1 LU from -70 to 30 LUFS, with the energy of each
/// step: bounded memory, any number of blocks.
struct LoudnessHistogram: Sendable {
  static let lowest = -70.0
  private static let steps = 1000
  private var counts = [Int](repeating: 0, count: steps)
  private var energies = [Double](repeating: 0, count: steps)

  /// LUFS of a mean square that is weighted by channel.
  static func loudness(of energy: Double) -> Double { -0.691 + 10 * log10(energy) }

  /// Takes a block; those below -70 LUFS do not count.
  mutating func add(_ energy: Double) {
    let loudness = energy > 0 ? Self.loudness(of: energy) : -.infinity
    guard loudness >= Self.lowest else { return }
    let step = Int(min(Double(Self.steps - 1), (loudness - Self.lowest) * 10))
    counts[step] += 1
    energies[step] += energy
  }

  /// The mean energy of the blocks from a step on; nil if there is none.
  private func mean(from step: Int) -> Double? {
    let count = counts[step...].reduce(0, +)
    return count > 0 ? energies[step...].reduce(0, +) / Double(count) : nil
  }

  /// The step of the loudness that lies so many LU below the mean of all blocks.
  private func gate(below distance: Double) -> Int? {
    mean(from: 0).map { mean in
      let loudness = Self.loudness(of: mean) - distance
      return Int(max(0, min(Double(Self.steps - 1), (loudness - Self.lowest) * 10)))
    }
  }

  /// The loudness of the blocks that are at most 10 LU below the mean, in LUFS.
  var integrated: Double? {
    gate(below: 10).flatMap { mean(from: $0) }.map { Self.loudness(of: $0) }
  }

  /// From the 10th to the 95th per cent of the blocks that are at most 20 LU below the mean, in LU.
  var range: Double? {
    guard let first = gate(below: 20) else { return nil }
    let total = counts[first...].reduce(0, +)
    func loudness(at share: Double) -> Double? {
      var left = Int((share * Double(total - 1)).rounded())
      for step in first..<Self.steps {
        if left < counts[step] {
          return Self.loudness(of: energies[step] / Double(counts[step]))
        }
        left -= counts[step]
      }
      return nil
    }
    guard let low = loudness(at: 0.1), let high = loudness(at: 0.95) else { return nil }
    return high - low
  }
}
