extension Track {
  /// Whether "artist - title" means this track. Case, accents and punctuation do not matter.
  public func isNamed(_ line: String) -> Bool {
    let wanted = SearchText(line).words
    return !wanted.isEmpty && wanted == SearchText("\(artist) - \(title)").words
  }

  /// Whether another track is the same piece by the same artist, as far as their names say.
  public func isSamePiece(as other: Track) -> Bool {
    let title = SearchText(self.title).words
    return !title.isEmpty && title == SearchText(other.title).words
      && SearchText(artist).words == SearchText(other.artist).words
  }
}
