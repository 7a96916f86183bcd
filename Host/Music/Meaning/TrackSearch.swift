import Catalogue
import Plugins

/// A search of the catalogue: by words, and where these find nothing, by what they mean.
package struct TrackSearch {
  /// How tracks were found, or are to be.
  package enum Basis: String, CaseIterable, Sendable {
    case words, meaning
  }

  package struct Answer: Sendable {
    package var basis: Basis
    /// The best first.
    package var tracks: [Track]
    /// How many there are in all.
    package var total: Int
    /// By meaning: the cosine of each track's words with the text, 0 to 1.
    package var scores: [Double]

    package init(basis: Basis, tracks: [Track], total: Int, scores: [Double] = []) {
      self.basis = basis
      self.tracks = tracks
      self.total = total
      self.scores = scores
    }
  }

  package enum Failure: Error, Equatable {
    case catalogue(CatalogueError)
    case plugin(PluginError)
    /// No track has a vector yet.
    case noVectors
  }

  /// The least cosine that is an answer. A single word comes no nearer to the right track ("sunrise"
  /// to "Here Comes the Sun": 0.36), and to few tracks does one that has nothing to do with music;
  /// where there are very many, some come nearer by chance (`Benchmarks/meaning_quality.py`).
  package static let floor: Float = 0.3

  private let catalogue: Catalogue
  /// Called only where it is needed, since it may have to start a plugin.
  private let reader: () throws(PluginError) -> WordReader

  package init(
    _ catalogue: Catalogue, reader: @escaping () throws(PluginError) -> WordReader
  ) {
    self.catalogue = catalogue
    self.reader = reader
  }

  /// - Parameter basis: nil: by meaning only where words find nothing, and it can be done.
  package func find(
    _ text: String, by basis: Basis?, limit: Int, offset: Int = 0, parts: Track.Parts
  ) throws(Failure) -> Answer {
    if basis != .meaning {
      let found = try asking { () throws(CatalogueError) in
        try catalogue.search(text, limit: limit, offset: offset, parts: parts)
      }
      let answer = Answer(basis: .words, tracks: found.tracks, total: found.total)
      guard found.total == 0, basis == nil, Self.isEnglish(text), try hasVectors(),
        let reader = try? reader(), let vector = try? reader.vectors(of: [text])[0]
      else { return answer }
      return try nearest(to: vector, limit, offset, parts)
    }
    guard try hasVectors() else { throw .noVectors }
    let vector: [Float]
    do throws(PluginError) {
      vector = try reader().vectors(of: [text])[0]
    } catch {
      throw .plugin(error)
    }
    return try nearest(to: vector, limit, offset, parts)
  }

  private func nearest(
    to vector: [Float], _ limit: Int, _ offset: Int, _ parts: Track.Parts
  ) throws(Failure) -> Answer {
    try asking { () throws(CatalogueError) in
      let nearest = try catalogue.nearest(
        to: vector, named: Track.meaning, atLeast: Self.floor, limit: limit, offset: offset)
      let tracks = try catalogue.tracks(nearest.matches.map(\.id), parts: parts)
      let scores = Dictionary(nearest.matches.map { ($0.id, Double($0.score)) }) { one, _ in one }
      return Answer(
        basis: .meaning, tracks: tracks, total: nearest.total,
        scores: tracks.map { ((scores[$0.id] ?? 0) * 1e4).rounded() / 1e4 })
    }
  }

  private func hasVectors() throws(Failure) -> Bool {
    try asking { () throws(CatalogueError) in try catalogue.hasVectors(named: Track.meaning) }
  }

  /// Signs alone mean nothing, and the encoder spells other scripts out letter by letter: what comes
  /// near then is near by chance.
  private static func isEnglish(_ text: String) -> Bool {
    let letters = text.unicodeScalars.filter(\.properties.isAlphabetic)
    return letters.isEmpty
      ? text.contains(where: \.isNumber) : 2 * letters.filter(\.isASCII).count > letters.count
  }

  private func asking<T>(_ body: () throws(CatalogueError) -> T) throws(Failure) -> T {
    do throws(CatalogueError) { return try body() } catch { throw .catalogue(error) }
  }
}
