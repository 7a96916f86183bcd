import Glibc

/// Tempo and beats of a track, out of its onset envelope.
struct Rhythm {
  private(set) var tempo = Tempo()
  /// Seconds.
  private(set) var beats: [Double] = []
  /// How well the envelope repeats itself after one beat or a few, 0 to 1.
  private(set) var regularity = 0.0
  /// How much of the onset strength lies on beats, 0 (no more than between them) to 1 (all of it).
  private(set) var strength = 0.0

  init() {}

  init(of envelope: [Float]) {
    let plain = Self.standardised(Self.withoutLocalMean(envelope))
    let periodicity = Periodicity(of: plain)
    tempo = Tempo(of: periodicity)
    guard tempo.perMinute > 0 else { return }
    let frames = BeatTracker.beats(in: Self.smoothed(plain), period: tempo.period)
    refine(frames)
    beats = frames.map { Rates.time(ofFrame: $0) }
    judge(periodicity, envelope, frames)
  }

  /// The beats tell the tempo more exactly than lags of whole frames.
  private mutating func refine(_ beats: [Int]) {
    guard beats.count > 8 else { return }
    // A line through the beats where they run evenly: steps near the period.
    var (steps, count) = (0, 0)
    for (one, next) in zip(beats, beats.dropFirst())
    where abs(log(Double(next - one) / tempo.period)) < 0.1 {
      steps += next - one
      count += 1
    }
    if count > 8 { tempo.perMinute = Rates.frames * 60 * Double(count) / Double(steps) }
  }

  private mutating func judge(_ periodicity: Periodicity, _ envelope: [Float], _ beats: [Int]) {
    let period = tempo.period
    regularity = Double(max(0, min(1, (1...4).map { periodicity.at(period * Double($0)) }.max()!)))
    var (on, all): (Float, Float) = (0, 0)
    for beat in beats {
      on += envelope[max(0, beat - 1)...min(envelope.count - 1, beat + 1)].reduce(0, +)
    }
    guard let first = beats.first, let last = beats.last, last > first else { return }
    all = envelope[first...last].reduce(0, +)
    guard all > 0 else { return }
    // Beats take up three frames each, which would be their share of an even envelope.
    let even = Float(3 * beats.count) / Float(last - first + 1)
    strength = Double(max(0, min(1, (on / all - even) / max(0.01, 1 - even))))
  }

  // MARK: Envelopes

  /// Less the mean of two seconds around, so that what is dense throughout is no rhythm.
  static func withoutLocalMean(_ envelope: [Float]) -> [Float] {
    let reach = Int(Rates.frames)
    var sums: [Double] = [0]
    sums.reserveCapacity(envelope.count + 1)
    for value in envelope { sums.append(sums[sums.count - 1] + Double(value)) }
    return envelope.indices.map { index in
      let (from, to) = (max(0, index - reach), min(envelope.count, index + reach + 1))
      return envelope[index] - Float((sums[to] - sums[from]) / Double(to - from))
    }
  }

  static func standardised(_ envelope: [Float]) -> [Float] {
    let squares = envelope.reduce(0.0) { $0 + Double($1 * $1) }
    let deviation = Float((squares / Double(max(1, envelope.count))).squareRoot())
    return deviation > 1e-4 ? envelope.map { $0 / deviation } : envelope.map { _ in 0 }
  }

  /// With the neighbours at half and a tenth of the weight, so that a beat may be a frame off.
  static func smoothed(_ envelope: [Float]) -> [Float] {
    let weights: [Float] = [0.1, 0.5, 1, 0.5, 0.1]
    return envelope.indices.map { index in
      var sum: Float = 0
      for (offset, weight) in weights.enumerated() {
        let place = index + offset - 2
        if place >= 0, place < envelope.count { sum += weight * envelope[place] }
      }
      return sum
    }
  }
}
