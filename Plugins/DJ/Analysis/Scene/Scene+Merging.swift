extension Scene {
  /// One scene of several looks at a place: means, the palette of the first, and the most faces
  /// that were there at once. Nil if there are none.
  package init?(merging scenes: [Scene]) {
    guard var merged = scenes.first else { return nil }
    let count = Double(scenes.count)
    var probabilities: [String: Double] = [:]
    for guess in scenes.flatMap(\.guesses) {
      probabilities[guess.kind, default: 0] += guess.probability / count
    }
    func mean(_ part: (Look) -> Float) -> Float {
      scenes.reduce(0) { $0 + part($1.look) } / Float(scenes.count)
    }
    merged.look.brightness = mean(\.brightness)
    merged.look.saturation = mean(\.saturation)
    merged.look.warmth = mean(\.warmth)
    self.init(
      guesses: probabilities.sorted { $0.key < $1.key }
        .map { Guess(kind: $0.key, probability: $0.value) },
      look: merged.look, faces: scenes.map(\.faces).max() ?? 0)
  }

  /// The kinds of places in the order of the network's answers.
  package static let kinds: [String] = Place.all.keys.sorted()
}
