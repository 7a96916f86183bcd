import Catalogue

/// Looks at all tracks once to learn which columns they have.
package struct Survey {
  /// More genres than these, the rarest, are not told apart.
  static let mostGenres = 256

  private let withMood: Bool
  private var numbers: Set<String> = []
  private var categories: Set<Columns.Category> = []
  private var genres: [String: Int] = [:]
  /// How many tracks have a vector of a name, by its length.
  private var vectors: [String: [Int: Int]] = [:]

  package init(withMood: Bool) { self.withMood = withMood }

  package mutating func look(at track: Track) {
    for (name, value) in track.numbers {
      if Columns.classes.contains(name) {
        if let value = Int(exactly: value.rounded()), abs(value) < 100 {
          categories.insert(Columns.Category(name: name, value: value))
        }
      } else if counts(name) {
        numbers.insert(name)
      }
    }
    for name in Columns.derived where withMood || !Columns.isMood(name) {
      if Columns.number(name, of: track) != nil { numbers.insert(name) }
    }
    for genre in track.genres { genres[genre, default: 0] += 1 }
    // The curve of `mood` is told by its numbers; second by second, it compares moments that have
    // nothing to do with each other. And what words mean says nothing about how music sounds.
    for (name, vector) in track.vectors
    where name != "mood" && name != Track.meaning && vector.count <= 512 {
      vectors[name, default: [:]][vector.count, default: 0] += 1
    }
  }

  /// How sure a value is says nothing about how music sounds.
  private func counts(_ name: String) -> Bool {
    !name.hasSuffix("confidence") && !Columns.restated.contains(name)
      && (withMood || !Columns.isMood(name))
  }

  package var columns: Columns {
    let frequent = genres.sorted { ($1.value, $0.key) < ($0.value, $1.key) }
      .prefix(Self.mostGenres).map(\.key).sorted()
    // A curve over time has another length in every track; such vectors cannot be compared.
    let same = vectors.compactMap { name, lengths -> Columns.Vector? in
      guard let most = lengths.max(by: { ($0.value, $1.key) < ($1.value, $0.key) }),
        2 * most.value > lengths.values.reduce(0, +)
      else { return nil }
      return Columns.Vector(name: name, length: most.key)
    }
    return Columns(
      numbers: numbers.sorted(),
      categories: categories.sorted { ($0.name, $0.value) < ($1.name, $1.value) },
      genres: frequent, vectors: same.sorted { $0.name < $1.name })
  }
}
