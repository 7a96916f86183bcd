import Glibc

/// How much a track has of what people hear rather than measure, 0 to 1 each.
///
/// Simple formulas over what was measured; the README says what they were chosen by, and how far
/// they can be trusted.
struct Likeness {
  /// Loudness for the most part, then the number of onsets, then brightness. The weight of
  /// loudness follows its relation to energy in a public table of 28,000 tracks.
  let energy: Double
  /// Regularity and strength of the beat together: their geometric mean, bent so that middling
  /// music lies in the middle.
  let danceability: Double
  /// Pauses, pitches that glide, sounds that change fast, and no beat, all at the same time
  /// (after Scheirer and Slaney 1997).
  let speech: Double
  /// Slow changes of the sound, no mechanical beat and well-tuned pitches: a logistic regression
  /// that tells classical from electronic and rock music.
  let acoustic: Double

  init(_ track: TrackFeatures, loudness: Double) {
    // Sound of which nothing is above -70 dB is silence.
    guard track.brightness > 0 else {
      (energy, danceability, speech, acoustic) = (0, 0, 0, 0)
      return
    }
    let rate = Double(track.onsets) / max(1, track.duration)
    energy =
      0.6 * logistic((loudness + 13) / 5) + 0.25 * (1 - exp(-rate / 4))
      + 0.15 * (1 - exp(-track.brightness / 1800))
    let beat = (track.rhythm.regularity * track.rhythm.strength).squareRoot()
    danceability = (1 - exp(-3 * beat)) / (1 - exp(-3))
    speech =
      logistic((track.speech.quietShare - 0.25) / 0.04)
      * logistic((0.1 - track.key.concentration) / 0.02)
      * logistic((track.articulation - 2) / 0.25)
      * logistic((0.2 - track.rhythm.regularity) / 0.04)
    acoustic = logistic(
      -0.8 - 4.7 * log(max(0.01, track.articulation)) - 2 * track.rhythm.regularity
        + 5.4 * track.key.concentration)
  }
}

/// 0 far below 0, one half at 0, 1 far above.
private func logistic(_ value: Double) -> Double { 1 / (1 + exp(-value)) }
