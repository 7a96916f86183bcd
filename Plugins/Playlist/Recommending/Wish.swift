import Neighbours

/// What playlist is asked for.
package struct Wish {
  package typealias Distance = Metric

  /// Tracks for each seed.
  package var neighbours = 3
  /// Tracks in all; nil: so many for each seed as `neighbours` says.
  package var count: Int?
  package var metric = Metric.manhattan
  /// The most tracks of one artist; nil: any number.
  package var perArtist: Int?
  package var dimensions: Int?
  /// Whether a piece may come again that is a seed or was picked already under another id.
  package var repeats = false

  package init() {}
}
