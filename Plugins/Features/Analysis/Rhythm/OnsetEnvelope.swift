/// How much the sound sets in anew, frame by frame: the rise of log-mel energy over the bands.
///
/// Each band is compared with the loudest of itself and its neighbours one frame earlier, so that
/// vibrato is no onset (SuperFlux: Böck and Widmer, "Maximum filter vibrato suppression for onset
/// detection", 2013); falls do not count. The mean over the bands, in nepers of energy.
struct OnsetEnvelope {
  /// What lies below counts as silence; a tone of full scale is some 70 dB above.
  static let floor: Float = 1e-4

  private var before: [Float] = []

  /// - Parameter bands: natural logarithms of energies, limited by `floor`.
  mutating func add(_ bands: [Float]) -> Float {
    var sum: Float = 0
    if before.count == bands.count {
      for band in bands.indices {
        sum += max(0, bands[band] - before[band])
      }
    }
    before = bands
    let last = bands.count - 1
    for band in bands.indices {
      before[band] = max(bands[max(0, band - 1)], bands[band], bands[min(last, band + 1)])
    }
    return bands.isEmpty ? 0 : sum / Float(bands.count)
  }
}
