/// A track as the playlist sees it. What is nil is not known.
package struct Song: Equatable, Sendable {
  package var id: Int64
  package var artist: String
  package var title: String
  package var year: Int?
  /// Seconds.
  package var duration: Double?
  package var genres: [String]
  /// 0 to 1: how pleasant.
  package var valence: Double?
  /// 0 to 1: how aroused.
  package var energy: Double?
  /// Beats per minute.
  package var tempo: Double?
  package var traits: Traits
  /// The kinds of music that any of its genres is, and those that all of them are.
  let kinds: GenreSet
  let pureKinds: GenreSet
  let oddities: Oddities
  /// Written with Cyrillic letters.
  let isCyrillic: Bool

  /// - Parameter sets: what each of the genres is, if that is known; few names are of many songs.
  package init(
    id: Int64, artist: String, title: String, year: Int? = nil, duration: Double? = nil,
    genres: [String] = [], valence: Double? = nil, energy: Double? = nil, tempo: Double? = nil,
    traits: Traits = [:], sets: [GenreSet]? = nil
  ) {
    (self.id, self.artist, self.title) = (id, artist, title)
    (self.year, self.genres, self.traits) = (year, genres, traits)
    (self.valence, self.energy) = (valence, energy)
    // Some analysers give 0 where they found none.
    self.tempo = tempo.flatMap { $0 >= 20 ? $0 : nil }
    self.duration = duration.flatMap { $0 > 0 ? $0 : nil }
    let sets = sets ?? genres.map { GenreSet(of: $0) }
    kinds = sets.reduce(GenreSet()) { $0.union($1) }
    pureKinds = sets.reduce(kinds) { $0.intersection($1) }
    oddities = Oddities(of: title)
    isCyrillic = (artist + title).unicodeScalars.contains { (0x400...0x4FF).contains($0.value) }
  }

  /// By what two recordings of one song are known: who and what, without brackets and additions.
  var work: String {
    let name = title.prefix { !"([".contains($0) }
    let parts = String(name).lowercased().split(separator: " - ", maxSplits: 1)
    return artist.lowercased() + "\n" + (parts.first ?? "").filter { $0.isLetter || $0.isNumber }
  }
}
