import Catalogue

/// The columns that tracks are described by: numbers, categories of which a track has one,
/// genres of which it has many, and vectors.
package struct Columns: Equatable {
  /// Numbers that are no columns by their own names: ``Track/valence`` and ``Track/arousal`` stand
  /// for those of feeling, and each of the others says what another number says already.
  static let restated = Track.feelingNumbers.union(["duration-ms", "segments", "segment-length"])
  /// Numbers that are names of classes, not amounts.
  static let classes: Set<String> = ["key", "mode", "time-signature", "time_signature"]

  /// As how many columns a vector counts at most, by its variance: as many as `timbre` has, which
  /// were measured to be worth it (see the README).
  static let mostOfVector = 72

  package struct Category: Hashable {
    package var name: String
    package var value: Int
  }

  package struct Vector: Equatable {
    package var name: String
    package var length: Int
  }

  package var numbers: [String] = []
  package var categories: [Category] = []
  package var genres: [String] = []
  package var vectors: [Vector] = []
  private var placeOfCategory: [Category: Int] = [:]
  private var placeOfGenre: [String: Int] = [:]

  init(numbers: [String], categories: [Category], genres: [String], vectors: [Vector]) {
    self.numbers = numbers
    self.categories = categories
    self.genres = genres
    self.vectors = vectors
    for (place, category) in categories.enumerated() {
      placeOfCategory[category] = numbers.count + place
    }
    for (place, genre) in genres.enumerated() {
      placeOfGenre[genre] = numbers.count + categories.count + place
    }
  }

  package var count: Int {
    numbers.count + categories.count + genres.count + vectors.reduce(0) { $0 + $1.length }
  }

  /// What each standardised column is divided by: 1, or for a vector of more than `mostOfVector`
  /// numbers, what makes their variances add up to that.
  var divisors: [Float] {
    let single = [Float](repeating: 1, count: numbers.count + categories.count + genres.count)
    return vectors.reduce(into: single) { divisors, vector in
      let divisor = (Float(max(vector.length, Self.mostOfVector)) / Float(Self.mostOfVector))
        .squareRoot()
      divisors += [Float](repeating: divisor, count: vector.length)
    }
  }

  /// A track's values, NaN where it has none. A category that is not among the columns has none
  /// of them.
  package func values(of track: Track) -> [Float] {
    var values = [Float](repeating: 0, count: count)
    for (place, name) in numbers.enumerated() {
      values[place] = Self.number(name, of: track).map { Float($0) } ?? .nan
    }
    for name in Self.classes {
      let value = track.numbers[name].flatMap { Int(exactly: $0.rounded()) }
      let place = value.flatMap { placeOfCategory[Category(name: name, value: $0)] }
      if let place { values[place] = 1 }
    }
    for genre in track.genres { if let place = placeOfGenre[genre] { values[place] = 1 } }
    var place = numbers.count + categories.count + genres.count
    for vector in vectors {
      let given = track.vectors[vector.name]
      let isWhole = given?.count == vector.length
      for index in 0..<vector.length {
        values[place + index] = isWhole ? given?[index] ?? .nan : .nan
      }
      place += vector.length
    }
    return values
  }

  /// Columns that many tracks have without a number of that name.
  static let derived = ["year", "duration", "valence", "arousal"]

  /// A track's value in the column `name`, one of `derived` or a number's name.
  static func number(_ name: String, of track: Track) -> Double? {
    switch name {
    case "year": track.numbers[name] ?? track.year.map { Double($0) }
    case "duration":
      track.numbers[name] ?? track.duration ?? track.numbers["duration-ms"].map { $0 / 1000 }
    case "valence": track.valence
    case "arousal": track.arousal
    default: track.numbers[name]
    }
  }

  /// Whether a column says how music feels: one of the axes, or a number of `mood` about the course
  /// along them, as `valence-trend` and `calm-share` are.
  package static func isMood(_ name: String) -> Bool {
    name == "valence" || name == "arousal" || name.hasPrefix("valence-")
      || name.hasPrefix("arousal-") || shares.contains(name)
  }

  private static let shares: Set<String> = [
    "excited-share", "tense-share", "sad-share", "calm-share",
  ]
}
