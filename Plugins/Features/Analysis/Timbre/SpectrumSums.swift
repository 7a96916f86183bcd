import Glibc

/// Where the energy of the spectrum lies.
struct SpectrumSums {
  private var frames = 0.0
  private var centroids = 0.0

  /// - Parameter power: of each bin.
  mutating func add(_ power: [Float]) {
    var (sum, weighted): (Float, Float) = (0, 0)
    for bin in power.indices {
      let magnitude = power[bin].squareRoot()
      sum += magnitude
      weighted += magnitude * Float(bin)
    }
    guard sum > 0 else { return }
    frames += 1
    centroids += Double(weighted / sum)
  }

  /// The mean over the frames of the centre of gravity of the magnitudes, in Hz.
  var centroid: Double {
    frames > 0 ? centroids / frames * Rates.sound / Double(Rates.frame) : 0
  }
}
