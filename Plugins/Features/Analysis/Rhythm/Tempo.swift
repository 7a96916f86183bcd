import Glibc

/// The tempo of a track, and how sure that is.
///
/// A tempo counts as much as the onset envelope repeats itself after one (twice as much), two,
/// three and four of its beats, times a preference for middling tempi, a bell over the logarithm
/// (Ellis, "Beat tracking by dynamic programming", 2007). Where the bell lies was chosen on music
/// whose tempo two other programs agree on (Benchmarks/music_quality.py).
struct Tempo: Equatable {
  /// Beats per minute; 0 if there is no beat to be heard.
  var perMinute = 0.0
  /// How well the envelope repeats itself after a beat, 0 to 1.
  var confidence = 0.0
  static let slowest = 40.0
  static let fastest = 240.0
  static let preferred = 120.0
  /// Of the bell, in octaves.
  static let spread = 0.6

  /// Frames from one beat to the next.
  var period: Double { perMinute > 0 ? Rates.frames * 60 / perMinute : 0 }

  init() {}

  init(of periodicity: Periodicity) {
    if periodicity.isSilent { return }
    var best = -Double.infinity
    let steps = 800
    for step in 0...steps {
      let share = Double(step) / Double(steps)
      let tempo = Self.slowest * pow(Self.fastest / Self.slowest, share)
      let period = Rates.frames * 60 / tempo
      let octaves = log2(tempo / Self.preferred) / Self.spread
      let score = Double(Self.comb(periodicity, period)) * exp(-0.5 * octaves * octaves)
      if score > best { (best, perMinute) = (score, tempo) }
    }
    confidence = Double(min(1, max(0, Self.comb(periodicity, self.period))))
    if confidence <= 0 { perMinute = 0 }
  }

  /// The weighted mean repetition after one to four beats.
  static func comb(_ periodicity: Periodicity, _ period: Double) -> Float {
    var (sum, weights): (Float, Float) = (0, 0)
    for beats in 1...4 where period * Double(beats) < Double(Periodicity.lags - 1) {
      let weight: Float = beats == 1 ? 2 : 1
      sum += weight * periodicity.at(period * Double(beats))
      weights += weight
    }
    return weights > 0 ? sum / weights : 0
  }
}
