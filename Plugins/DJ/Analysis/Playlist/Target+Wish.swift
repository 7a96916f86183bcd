extension Target {
  /// How much the photo counts beside a feeling that the sentence names.
  private static let photoShare = 0.2

  /// - Parameter course: instead of the sentence's.
  package init(
    _ wish: Wish, _ scene: Scene?, in catalogue: CatalogueSummary, course: Course? = nil
  ) {
    let (asked, seen) = (wish.mood, scene?.mood)
    let valence = Self.blend(asked.valence, seen?.valence)
    let arousal = Self.blend(asked.arousal, seen?.arousal)
    self.valence = valence.map(Self.valence)
    energy = arousal.map(Self.energy)
    tempo = wish.tempo
    isTempoExact = wish.isTempoExact
    (years, excludedYears) = (wish.years, wish.excludedYears)
    (languages, excludedLanguages) = (wish.songLanguages, wish.excludedSongLanguages)
    if wish.isRecent, years.isEmpty, let newest = catalogue.newestYear {
      years = [newest - 3...newest]
    }
    for (trait, value) in scene?.traits ?? [:] {
      traits[trait] = Weighted(value: value, weight: 0.4)
    }
    for occasion in wish.occasions {
      for (trait, value) in occasion.traits { traits[trait] = Weighted(value: value, weight: 0.7) }
      for genre in occasion.fitting { fitting.insert(genre) }
      isForChildren = isForChildren || occasion.isForChildren
      isFestive = isFestive || occasion.isFestive
      for genre in occasion.excluded where !wish.genres.contains(genre) { excluded.insert(genre) }
    }
    for (trait, value) in wish.traits { traits[trait] = Weighted(value: value, weight: 1.5) }
    for genre in wish.excludedGenres { excluded.insert(genre) }
    seek(wish.genres, in: catalogue)
    if !wish.genres.isEmpty { fitting = GenreSet() }
    soften(wish)
    self.course = course ?? wish.course ?? .steady
    setCourse(arc: wish.arc)
  }

  private static func blend(_ asked: Double?, _ seen: Double?) -> Double? {
    guard let asked, let seen else { return asked ?? seen }
    return (1 - photoShare) * asked + photoShare * seen
  }

  /// Genres by name; where the catalogue has none of one, what comes near and sounds like it.
  private mutating func seek(_ genres: [Genre], in catalogue: CatalogueSummary) {
    for genre in genres {
      kinds[genre] = 1
      if catalogue.kinds.contains(genre) { continue }
      absent.append(genre)
      for (relative, nearness) in genre.relatives where catalogue.kinds.contains(relative) {
        kinds[relative] = max(kinds[relative] ?? 0, nearness)
      }
      for (trait, value) in genre.sound where traits[trait] == nil {
        traits[trait] = Weighted(value: value, weight: 1)
      }
      energy = energy ?? genre.energy
    }
  }

  /// What is to be calm is to be of soft sounds too, with little talking.
  private mutating func soften(_ wish: Wish) {
    guard let energy, energy < 0.45 else { return }
    let weight = min((0.45 - energy) / 0.15, 1)
    if traits[.acousticness] == nil {
      traits[.acousticness] = Weighted(value: 0.65, weight: 0.5 * weight)
    }
    if traits[.speechiness] == nil, !wish.genres.contains(.rap) {
      traits[.speechiness] = Weighted(value: 0.04, weight: 2 * weight)
    }
  }

  private mutating func setCourse(arc: Wish.Arc?) {
    let reach = 0.22
    let middle = energy ?? Self.energy(0)
    switch course {
    case .steady: return
    case .rise: (firstEnergy, lastEnergy) = (middle - reach, middle + reach)
    case .windDown: (firstEnergy, lastEnergy) = (middle + reach, middle - reach)
    }
    if let arc {
      let (first, last) = (Self.energy(arc.from), Self.energy(arc.to))
      let isAlong = (course == .rise) == (first < last)
      (firstEnergy, lastEnergy) = isAlong ? (first, last) : (last, first)
    }
    firstEnergy = firstEnergy.map { min(max($0, 0.05), 1) }
    lastEnergy = lastEnergy.map { min(max($0, 0.05), 1) }
    energy = middle
  }
}
