import DJAnalysis

/// Songs made by a formula: always the same, of all moods, tempos, years and genres.
enum Songs {
  static let genres = [
    ["rock", "classic rock"], ["pop", "dance pop"], ["rap", "trap"], ["edm", "house"],
    ["r&b", "neo soul"],
  ]

  static func make(_ count: Int) -> [Song] {
    var state: UInt64 = 1
    func next() -> Double {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return Double(state >> 33) / Double(1 << 31)
    }
    return (0..<count).map { index in
      var traits = Traits()
      for trait in Trait.allCases { traits[trait] = next() }
      return Song(
        id: Int64(index + 1), artist: "Artist \(index % 40)", title: "Title \(index)",
        year: 1960 + Int(60 * next()), duration: 150 + 150 * next(),
        genres: genres[index % genres.count], valence: next(), energy: next(),
        tempo: 60 + 120 * next(), traits: traits)
    }
  }
}
