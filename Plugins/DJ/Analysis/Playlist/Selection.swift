/// Picks the songs of a playlist: for every part of the course what fits best there.
struct Selection {
  struct Pick {
    var song: Song
    /// See ``Misfit``; of the part of the course that it was picked for.
    var misfit: Double
    /// The part of the course, 0 to 1.
    var part: Double
  }

  private struct Candidate {
    var song: Song
    /// All of its misfit but that of the energy.
    var still: Double
    var artist: String
    var work: String

    init(_ song: Song, still: Double) {
      (self.song, self.still, work) = (song, still, song.work)
      artist = song.artist.lowercased()
    }
  }

  let misfit: Misfit
  /// Seconds.
  let wanted: Double
  let perArtist: Int
  private let pool: [Candidate]
  private var picks: [Pick] = []
  private var artists: [String: Int] = [:]
  private var works: Set<String> = []

  /// - Parameter seed: 0 for what fits best; any other shifts each song's misfit by up to 1.5, so
  ///   that others of those that fit nearly as well are picked.
  init(
    _ songs: [Song], _ misfit: Misfit, wanted: Double, perArtist: Int, seed: UInt64
  ) {
    (self.misfit, self.wanted, self.perArtist) = (misfit, wanted, perArtist)
    let count = Int(wanted / 150) + 1
    // Where the energy moves, a song is as good as at its best place.
    let parts = misfit.target.firstEnergy == nil ? [0.5] : [0, 0.25, 0.5, 0.75, 1]
    var rated: [(index: Int, best: Double, still: Double)] = []
    for (index, song) in songs.enumerated() {
      let still = misfit.still(song)
      if still == .infinity { continue }
      let shift = seed == 0 ? 0 : 1.5 * Self.noise(song.id, seed)
      let best = parts.map { misfit.moving(song, at: $0) }.min() ?? 0
      rated.append((index, still + shift + best, still + shift))
    }
    rated.sort { ($0.best, songs[$0.index].id) < ($1.best, songs[$1.index].id) }
    pool = rated.prefix(max(500, 12 * count)).map {
      Candidate(songs[$0.index], still: $0.still)
    }
  }

  /// The songs in the order of their parts; fewer than wanted where the catalogue has no more.
  mutating func pick() -> [Pick] {
    let sample = pool.prefix(50).compactMap(\.song.duration)
    let mean = sample.isEmpty ? 210 : sample.reduce(0, +) / Double(sample.count)
    let count = min(max(Int((wanted / mean).rounded()), 1), pool.count)
    for slot in Self.spreadOut(count) {
      add(at: count == 1 ? 0.5 : Double(slot) / Double(count - 1))
    }
    lengthen(mean)
    shorten()
    adjust()
    return picks.sorted { ($0.part, $0.song.id) < ($1.part, $1.song.id) }
  }

  /// Where the length of a song is not known, it counts as a usual one.
  static func length(_ song: Song) -> Double { song.duration ?? 210 }
  private var total: Double { picks.reduce(0) { $0 + Self.length($1.song) } }

  private mutating func add(at part: Double) {
    var best: (index: Int, misfit: Double)?
    for (index, entry) in pool.enumerated() {
      if let best, entry.still >= best.misfit { continue }
      guard isFree(entry) else { continue }
      let misfit = entry.still + misfit.moving(entry.song, at: part)
      if misfit < best?.misfit ?? .infinity { best = (index, misfit) }
    }
    guard let best else { return }
    take(best.index, at: part)
  }

  private func isFree(_ entry: Candidate) -> Bool {
    (artists[entry.artist] ?? 0) < perArtist && !works.contains(entry.work)
  }

  private mutating func take(_ index: Int, at part: Double) {
    let entry = pool[index]
    let misfit = entry.still + misfit.moving(entry.song, at: part)
    picks.append(Pick(song: entry.song, misfit: misfit, part: part))
    artists[entry.artist, default: 0] += 1
    works.insert(entry.work)
  }

  private mutating func drop(_ index: Int) {
    let pick = picks.remove(at: index)
    artists[pick.song.artist.lowercased(), default: 1] -= 1
    works.remove(pick.song.work)
  }

  private mutating func lengthen(_ mean: Double) {
    var part = 0.5
    while wanted - total > mean / 2 {
      let before = picks.count
      add(at: part)
      if picks.count == before { return }
      part = part < 1 ? part + 0.25 : 0
    }
  }

  private mutating func shorten() {
    while picks.count > 1,
      let worst = picks.indices.max(by: { picks[$0].misfit < picks[$1].misfit }),
      total - wanted > Self.length(picks[worst].song) / 2
    {
      drop(worst)
    }
  }

  /// Exchanges songs for others that fit nearly as well until the length is right to half a minute.
  private mutating func adjust() {
    for _ in 0..<4 {
      let excess = total - wanted
      if abs(excess) <= 30 { return }
      var best: (pick: Int, entry: Int, cost: Double)?
      for (index, pick) in picks.enumerated() {
        for (place, entry) in pool.enumerated() where isFree(entry) {
          let left = abs(excess - Self.length(pick.song) + Self.length(entry.song))
          if left >= abs(excess) { continue }
          let misfit = entry.still + misfit.moving(entry.song, at: pick.part) - pick.misfit
          let cost = misfit + max(left - 30, 0) / 30
          if cost < best?.cost ?? .infinity { best = (index, place, cost) }
        }
      }
      guard let best, best.cost < 6 else { return }
      let part = picks[best.pick].part
      drop(best.pick)
      take(best.entry, at: part)
    }
  }

  /// 0 to count - 1, such that the first ones are spread over all: no end of the course gets only
  /// what the other has left.
  static func spreadOut(_ count: Int) -> [Int] {
    (0..<count).sorted { reversed($0, count) < reversed($1, count) }
  }

  private static func reversed(_ index: Int, _ count: Int) -> UInt32 {
    let width = UInt32.bitWidth - UInt32(count).leadingZeroBitCount
    var bits = UInt32(index)
    var result: UInt32 = 0
    for _ in 0..<width { (result, bits) = (result << 1 | bits & 1, bits >> 1) }
    return result
  }

  /// A number from 0 to 1 for a song and a seed, always the same (SplitMix64, Steele et al. 2014).
  private static func noise(_ id: Int64, _ seed: UInt64) -> Double {
    var state = UInt64(bitPattern: id) &* 0x9E37_79B9_7F4A_7C15 &+ seed &* 0xD1B5_4A32_D192_ED03
    state = (state ^ state >> 30) &* 0xBF58_476D_1CE4_E5B9
    state = (state ^ state >> 27) &* 0x94D0_49BB_1331_11EB
    return Double((state ^ state >> 31) >> 11) / Double(1 << 53)
  }
}
