extension Track {
  /// The plugin that makes the vector ``meaning``.
  public static let meaningPlugin = "embed-text"

  /// This track with all that it leaves open taken from `other`: names, date, length, numbers and
  /// vectors that it has not got; and the genres of both.
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
    return filled
  }

  /// Whether a source says the same in both.
  func saysWhat(_ other: Track) -> Bool {
    (artist, album, title, date) == (other.artist, other.album, other.title, other.date)
      && duration == other.duration && Set(genres) == Set(other.genres)
      && numbers == other.numbers && vectors == other.vectors
  }
}
