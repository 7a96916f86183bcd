import Numerics

/// How well the onset envelope repeats itself after each lag.
///
/// The mean over windows of 12 s of the normalised autocorrelation, so that a loud part weighs no
/// more than a quiet one.
struct Periodicity {
  static let window = 512
  static let lags = 300
  /// From -1 to 1, by lag in frames; 1 at lag 0.
  private(set) var correlation = [Float](repeating: 0, count: lags)
  /// Whether there was a change of the sound to judge by.
  private(set) var isSilent = true

  /// - Parameter envelope: without its local mean.
  init(of envelope: [Float]) {
    var windows: Float = 0
    var start = 0
    repeat {
      let stop = min(start + Self.window, envelope.count)
      if stop - start < Self.window { start = max(0, stop - Self.window) }
      windows += add(envelope[start..<stop])
      start += Self.window / 2
    } while start + Self.window / 2 < envelope.count
    isSilent = windows == 0
    if windows > 0 { for lag in 0..<Self.lags { correlation[lag] /= windows } }
  }

  private mutating func add(_ part: ArraySlice<Float>) -> Float {
    let values = Array(part)
    let energy = dot(values.span, values.span)
    guard energy > 1e-6 * Float(values.count) else { return 0 }
    for lag in 0..<min(Self.lags, values.count) {
      let overlap = values.count - lag
      let sum = dot(
        values.span.extracting(0..<overlap), values.span.extracting(lag..<values.count))
      // Few samples overlap at long lags: what they say must not count more for it.
      correlation[lag] += sum / energy * min(2, Float(values.count) / Float(overlap))
    }
    return 1
  }

  /// Between two lags by a straight line; 0 beyond the last.
  func at(_ lag: Double) -> Float {
    let whole = Int(lag)
    guard lag >= 0, whole + 1 < Self.lags else { return 0 }
    let part = Float(lag - Double(whole))
    return correlation[whole] * (1 - part) + correlation[whole + 1] * part
  }
}
