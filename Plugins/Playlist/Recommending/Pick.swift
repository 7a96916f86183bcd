import Catalogue

/// One track of a playlist, and why it is there.
package struct Pick: Equatable {
  package var track: Track
  /// In (0, 1]: see ``Recommender``.
  package var score: Double
  /// The nearest of the seeds that it is a neighbour of.
  package var seed: Track
  /// From that seed.
  package var distance: Double
  package var reason: String
}
