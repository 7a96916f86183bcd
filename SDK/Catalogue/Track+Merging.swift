extension Track {
  /// The plugin that makes the vector ``meaning``.
  public static let meaningPlugin = "embed-text"

  /// This track with all that it leaves open taken from `other`, which has the same path: names,
  /// date, length, numbers and vectors that it has not got; and the genres of both.
  func filled(from other: Track) -> Track {
    var filled = self
    if artist.isEmpty { filled.artist = other.artist }
    if album.isEmpty { filled.album = other.album }
    if title.isEmpty { filled.title = other.title }
    if date.isEmpty { filled.date = other.date }
    filled.duration = duration ?? other.duration
    let known = Set(other.genres.map { $0.lowercased() })
    filled.genres = other.genres + genres.filter { !known.contains($0.lowercased()) }
    filled.numbers = other.numbers.merging(numbers) { $1 }
    filled.vectors = other.vectors.merging(vectors) { $1 }
    filled.error = error ?? other.error
    filled.file = file ?? other.file
    filled.analysis = other.analysis.merging(analysis) { $1 }
    // Other words have another meaning.
    if Set(filled.genres) != Set(other.genres)
      || (filled.artist, filled.album, filled.title) != (other.artist, other.album, other.title)
    {
      filled.vectors[Self.meaning] = vectors[Self.meaning]
      filled.analysis[Self.meaningPlugin] = analysis[Self.meaningPlugin]
    }
    filled.id = other.id
    filled.revision = other.revision
    return filled
  }
}
