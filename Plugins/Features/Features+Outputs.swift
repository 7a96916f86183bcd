import FeaturesAnalysis
import Patchbay

/// What `features` sends. Definitions and sources are in the README.
extension Features {
  static let trackOutput = Output.vectors(
    "track",
    "One vector. Tempo, beats: Ellis 2007. Key: Krumhansl 1990. Loudness: ITU-R BS.1770-4. "
      + "Ranges: EBU Tech 3342. Brightness: Peeters 2004. Speechiness: Scheirer, Slaney 1997. "
      + "Energy, danceability, acousticness: formulas in the README.",
    dimensions: TrackSummary.dimensions.map { dimension in
      switch (dimension.minimum, dimension.maximum) {
      case (let minimum?, let maximum?):
        Dimension(dimension.name, unit: dimension.unit, range: minimum...maximum)
      case (let minimum?, nil): Dimension(dimension.name, unit: dimension.unit, range: minimum...)
      default: Dimension(dimension.name, unit: dimension.unit)
      }
    })

  static let timbreOutput = Output.vectors(
    "timbre", "What it sounds like: mel-frequency cepstral statistics (Davis, Mermelstein 1980).",
    dimensions: TrackFeatures.timbreNames.map { name in
      // No sum of 64 logarithms gets further.
      name.hasSuffix("mean")
        ? Dimension(name, unit: "Np", range: -250...250)
        : Dimension(name, unit: "Np", range: 0...500)
    })

  static let keyOutput = Output.labels(
    "key", "The key; the score is how far it fits better than any other (Krumhansl 1990).",
    vocabulary: TrackFeatures.keyNames)

  static let onsetOutput = Output.timestamps(
    "onsets", "Moments at which a sound sets in (Boeck, Widmer 2013).")

  static let beatOutput = Output.timestamps(
    "beats", "From each beat to the next (Ellis 2007).")

  static let segmentOutput = Output.timestamps(
    "segments", "Stretches of even sound, from onset to onset (Jehan 2005).")

  static let sectionOutput = Output.timestamps(
    "sections", "Stretches of one character, such as verse and chorus (Foote 2000).")
}
