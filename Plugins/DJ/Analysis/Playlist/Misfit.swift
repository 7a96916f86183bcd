import Glibc

/// How far a song is from the target: a sum of squares, each in units of what one hardly minds.
///
/// A value that is not known counts as one such unit. Shares of the whole:
///
/// | what | one unit | counts |
/// |---|---|---|
/// | valence | 0.2 | 1 |
/// | energy | 0.15 | 1.5 |
/// | tempo outside the range | a tenth of an octave | 1, in numbers 3 |
/// | what it should be like | 0.25 | 0.4 by the photo, 0.7 by the occasion, 1.5 by name |
/// | another genre than asked for | | 10 times the distance |
/// | years away from those asked for | 3 years | 1 |
/// | another language than asked for | | 8 |
/// | words that are far from the subject | | 16 |
/// | not popular | | 0.6 |
/// | a genre that does not go with the occasion, or in part | | 1.5, 0.75 |
/// | shorter than 90 s, longer than 8 minutes | | 2, 1 |
/// | a skit, a festive song, a coarse title (never for children) | | 3, 4, 2 |
/// | no festive song where one is wanted | | 12 |
package struct Misfit: Sendable {
  let target: Target

  package init(target: Target) { self.target = target }

  private static let most = 3.0
  static let energyUnit = 0.15

  /// All but the energy, which moves along the course; infinite if the song is excluded.
  package func still(_ song: Song) -> Double {
    if song.kinds.intersects(target.excluded) { return .infinity }
    if let year = song.year, target.excludedYears.contains(where: { $0.contains(year) }) {
      return .infinity
    }
    var sum = oddities(song)
    if let valence = target.valence { sum += Self.square(song.valence, valence, 0.2) }
    for (trait, wanted) in target.traits {
      sum += wanted.weight * Self.square(song.traits[trait], wanted.value, 0.25)
    }
    if target.traits[.popularity] == nil {
      let popularity = song.traits[.popularity] ?? 0.5
      sum += 0.6 * (1 - popularity) * (1 - popularity)
    }
    if let range = target.tempo { sum += (target.isTempoExact ? 3 : 1) * tempo(song, range) }
    if !target.kinds.isEmpty {
      sum += 10 * (1 - Self.nearness(song, target.kinds))
    }
    if !target.fitting.isEmpty {
      let isFitting = song.kinds.intersects(target.fitting)
      sum += song.pureKinds.intersects(target.fitting) ? 0 : isFitting ? 0.75 : 1.5
    }
    if !target.years.isEmpty { sum += years(song) }
    if let nearness = target.nearness {
      let distance = 1 - (nearness[song.id] ?? 0)
      sum += 16 * distance * distance
    }
    return sum + languages(song)
  }

  /// The energy at a part of the course, 0 to 1.
  package func moving(_ song: Song, at part: Double) -> Double {
    guard let energy = target.energy(at: part) else { return 0 }
    return 1.5 * Self.square(song.energy, energy, Self.energyUnit)
  }

  /// A track whose genres are in part others is a tenth further away.
  static func nearness(_ song: Song, _ kinds: [Genre: Double]) -> Double {
    kinds.reduce(0.0) { nearest, kind in
      guard song.kinds.contains(kind.key) else { return nearest }
      return max(nearest, kind.value * (song.pureKinds.contains(kind.key) ? 1 : 0.9))
    }
  }

  private static func square(_ value: Double?, _ wanted: Double, _ unit: Double) -> Double {
    guard let value else { return 1 }
    let distance = min(abs(value - wanted) / unit, most)
    return distance * distance
  }

  private func tempo(_ song: Song, _ range: ClosedRange<Double>) -> Double {
    guard let tempo = song.tempo else { return 1 }
    // Half and double the tempo have the same beat, though not the same drive.
    let octaves = [(1.0, 0.0), (2, 0.1), (0.5, 0.1)].map { factor, extra in
      let nearest = min(max(tempo * factor, range.lowerBound), range.upperBound)
      return abs(log2(tempo * factor / nearest)) + extra
    }
    let distance = min((octaves.min() ?? 0) / 0.1, Self.most)
    return distance * distance
  }

  private func years(_ song: Song) -> Double {
    guard let year = song.year else { return 4 }
    let away = target.years.map { max($0.lowerBound - year, year - $0.upperBound, 0) }.min() ?? 0
    let distance = min(Double(away) / 3, Self.most)
    return away == 0 ? 0 : 1 + distance * distance
  }

  private func languages(_ song: Song) -> Double {
    func speaks(_ language: SongLanguage) -> Bool {
      switch language {
      case .russian: song.isCyrillic
      case .spanish: song.kinds.contains(.latin)
      case .english: !song.isCyrillic && !song.kinds.contains(.latin)
      case .other: false
      }
    }
    let isWanted = target.languages.isEmpty || target.languages.contains(where: speaks)
    return (isWanted ? 0 : 8) + (target.excludedLanguages.contains(where: speaks) ? 8 : 0)
  }

  private func oddities(_ song: Song) -> Double {
    var sum = 0.0
    if let duration = song.duration { sum += duration < 90 ? 2 : duration > 480 ? 1 : 0 }
    if song.oddities.contains(.skit) { sum += 3 }
    if song.oddities.contains(.festive) != target.isFestive { sum += target.isFestive ? 12 : 4 }
    if song.oddities.contains(.coarse) { sum += target.isForChildren ? .infinity : 2 }
    return sum
  }
}
