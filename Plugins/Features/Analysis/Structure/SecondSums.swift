/// The mean of what the frames of one second sound like.
struct SecondSums {
  /// How many of the cepstral coefficients say what the seconds have in common.
  static let count = 13
  private var sums = [Float](repeating: 0, count: count)
  private var frames: Float = 0

  mutating func add(_ cepstrum: [Float]) {
    for index in 0..<Self.count { sums[index] += cepstrum[index] }
    frames += 1
  }

  /// The means, all 0 of silence, and begins anew.
  mutating func take() -> [Float] {
    defer { self = SecondSums() }
    return frames > 0 ? sums.map { $0 / frames } : sums
  }
}
