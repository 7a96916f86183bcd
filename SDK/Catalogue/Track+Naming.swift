extension Track {
  /// Whether "artist - title" means this track. Case, accents and punctuation do not matter.
  public func isNamed(_ line: String) -> Bool {
    let wanted = SearchText(line).words
    return !wanted.isEmpty && wanted == SearchText("\(artist) - \(title)").words
  }

  /// The same for all tracks that are one piece by one artist, as far as their names say; nil for a
  /// track without a title.
  public var piece: String? {
    let words = SearchText(title).words
    return words.isEmpty ? nil : "\(SearchText(artist).words)\n\(words)"
  }
}
