import Catalogue
import DJAnalysis
import Patchbay

extension Desk {
  /// The least cosine of a subject and a track's words that says anything, and the one from which
  /// on nothing could be nearer.
  private static let (floor, ceiling) = (Float(0.2), Float(0.5))

  /// How near to the wish's subject the words of the tracks come, 0 to 1, by their ids: by their
  /// sense where that is known, else those that have the subject's words in their names. Nil where
  /// there is no subject.
  func nearness(to wish: Wish) throws -> [Int64: Double]? {
    guard let subject = wish.subject, let catalogue else { return nil }
    do {
      if wish.language == .english, try catalogue.hasVectors(named: Track.meaning),
        let sense = try sentenceSense()
      {
        let found = try catalogue.nearest(
          to: try sense.vector(of: subject), named: Track.meaning, atLeast: Self.floor, limit: 5000)
        return Dictionary(
          uniqueKeysWithValues: found.matches.map { match in
            let part = (match.score - Self.floor) / (Self.ceiling - Self.floor)
            return (match.id, Double(min(part, 1)))
          })
      }
      let found = try catalogue.search(subject, limit: 1000, parts: [])
      return Dictionary(uniqueKeysWithValues: found.tracks.map { ($0.id, 1) })
    } catch let error as CatalogueError {
      throw PluginFailure.unavailable(error.withoutFolder(of: catalogue.path))
    }
  }
}
