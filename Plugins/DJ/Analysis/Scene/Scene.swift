/// What a photo says about the music for its place.
package struct Scene: Equatable, Sendable {
  package struct Guess: Equatable, Sendable {
    /// As the network calls it: "coffee_shop".
    package var kind: String
    /// 0 to 1.
    package var probability: Double

    package init(kind: String, probability: Double) {
      (self.kind, self.probability) = (kind, probability)
    }
  }

  /// The likeliest first.
  package var guesses: [Guess]
  package var look: Look
  package var faces: Int

  package init(guesses: [Guess], look: Look, faces: Int) {
    self.guesses = guesses.sorted { $0.probability > $1.probability }
    (self.look, self.faces) = (look, faces)
  }

  /// The place counts 2, its colours 1; people liven it up, by a tenth each and at most 0.3.
  package var mood: Mood {
    let colours = look.mood
    var (valence, arousal) = (Double(colours.pleasure), Double(colours.arousal))
    if let place = placeMood {
      valence = (2 * place.valence + valence) / 3
      arousal = (2 * place.arousal + arousal) / 3
    }
    arousal += min(0.1 * Double(faces), 0.3)
    return Mood(valence, min(arousal, 1))
  }

  /// The mean over all kinds, each as much as it is likely: a doubtful guess says little.
  private var placeMood: (valence: Double, arousal: Double)? {
    var (valence, arousal, weight) = (0.0, 0.0, 0.0)
    for guess in guesses {
      guard let mood = Place.all[guess.kind]?.mood else { continue }
      valence += guess.probability * (mood.valence ?? 0)
      arousal += guess.probability * (mood.arousal ?? 0)
      weight += guess.probability
    }
    return weight > 0 ? (valence / weight, arousal / weight) : nil
  }

  /// Those on which half of the probability agrees.
  var traits: [Trait: Double] {
    var traits: [Trait: Double] = [:]
    for trait in Trait.allCases {
      var (sum, weight) = (0.0, 0.0)
      for guess in guesses {
        guard let value = Place.all[guess.kind]?.traits[trait] else { continue }
        sum += guess.probability * value
        weight += guess.probability
      }
      if weight >= 0.5 { traits[trait] = sum / weight }
    }
    // Warm light is the light of candles and fires.
    if look.warmth > 0.3, traits[.acousticness] == nil, mood.arousal ?? 0 < 0.2 {
      traits[.acousticness] = 0.4
    }
    return traits
  }
}
