import Glibc

/// The numbers that describe a track, in the order in which they are declared.
///
/// Names are those of package tables of track features, with hyphens.
package struct TrackSummary {
  /// A number's name, unit and range.
  package struct Dimension: Sendable {
    package var name: String
    package var unit = ""
    package var minimum: Double?
    package var maximum: Double?
  }

  package static let dimensions: [Dimension] = [
    Dimension(name: "duration-ms", unit: "ms", minimum: 0),
    Dimension(name: "tempo", unit: "BPM", minimum: 0, maximum: Tempo.fastest),
    Dimension(name: "tempo-confidence", minimum: 0, maximum: 1),
    Dimension(name: "key", unit: "pitch class", minimum: -1, maximum: 11),
    Dimension(name: "mode", minimum: 0, maximum: 1),
    Dimension(name: "key-confidence", minimum: 0, maximum: 1),
    Dimension(name: "loudness", unit: "LUFS", minimum: -70, maximum: 20),
    Dimension(name: "loudness-range", unit: "LU", minimum: 0, maximum: 90),
    Dimension(name: "dynamic-range", unit: "dB", minimum: 0, maximum: 80),
    Dimension(name: "brightness", unit: "Hz", minimum: 0, maximum: Rates.sound / 2),
    Dimension(name: "energy", minimum: 0, maximum: 1),
    Dimension(name: "danceability", minimum: 0, maximum: 1),
    Dimension(name: "speechiness", minimum: 0, maximum: 1),
    Dimension(name: "acousticness", minimum: 0, maximum: 1),
    Dimension(name: "beat-regularity", minimum: 0, maximum: 1),
    Dimension(name: "beat-strength", minimum: 0, maximum: 1),
    Dimension(name: "pitch-concentration", minimum: 0, maximum: 1),
    Dimension(name: "onsets", minimum: 0),
    Dimension(name: "onset-interval", unit: "s", minimum: 0),
    Dimension(name: "beats", minimum: 0),
    Dimension(name: "beat-length", unit: "s", minimum: 0),
    Dimension(name: "segments", minimum: 0),
    Dimension(name: "segment-length", unit: "s", minimum: 0),
    Dimension(name: "sections", minimum: 0),
    Dimension(name: "section-length", unit: "s", minimum: 0),
  ]

  /// As many as there are dimensions, all of them numbers.
  package let values: [Double]

  /// - Parameters:
  ///   - loudness: LUFS.
  ///   - range: LU.
  ///   - segments: how many there are.
  package init(_ track: TrackFeatures, loudness: Double, range: Double, segments: Int) {
    let beats = track.beatStretches
    let sections = track.sectionStretches
    let likeness = Likeness(track, loudness: loudness)
    let measured = [
      track.duration * 1000, track.rhythm.tempo.perMinute, track.rhythm.tempo.confidence,
      Double(track.key.tonic ?? -1), track.key.tonic != nil && track.key.isMajor ? 1 : 0,
      track.key.confidence, loudness,
      range, track.dynamicRange, track.brightness, likeness.energy, likeness.danceability,
      likeness.speech, likeness.acoustic, track.rhythm.regularity, track.rhythm.strength,
      track.key.concentration,
      Double(track.onsets),
      track.duration / Double(max(1, track.onsets)), Double(beats.count), Self.meanLength(beats),
      Double(segments), track.duration / Double(max(1, segments)), Double(sections.count),
      Self.meanLength(sections),
    ]
    values = zip(measured, Self.dimensions).map { value, dimension in
      // Absurd levels are the one way out of the ranges.
      min(max(value, dimension.minimum ?? value), dimension.maximum ?? value)
    }
  }

  private static func meanLength(_ stretches: [Range<Double>]) -> Double {
    let sum = stretches.reduce(0) { $0 + $1.upperBound - $1.lowerBound }
    return sum / Double(max(1, stretches.count))
  }
}
