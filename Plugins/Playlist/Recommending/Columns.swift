import Catalogue

/// The columns that tracks are described by: numbers, categories of which a track has one,
/// genres of which it has many, and vectors.
package struct Columns: Equatable {
  /// Those that say how music feels; they can be left out.
  package static let moods: Set<String> = ["valence", "arousal", "energy"]
  /// Numbers that are names of classes, not amounts.
  static let classes: Set<String> = ["key", "mode", "time-signature", "time_signature"]

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

  /// What counts as a number of a track besides those that it has by name.
  static func number(_ name: String, of track: Track) -> Double? {
    switch name {
    case "year": track.numbers[name] ?? track.year.map { Double($0) }
    case "duration": track.numbers[name] ?? track.duration
    default: track.numbers[name]
    }
  }
}
