import Catalogue

extension TrackColumns {
  /// The track in one record.
  ///
  /// - Throws: what is wrong in it; the next record may be right.
  package func track(_ record: CSVParser.Record) throws(TableError) -> Track {
    guard record.fields.count == meanings.count else {
      throw TableError(
        record.line, "it has \(record.fields.count) fields, and the header has \(meanings.count)")
    }
    var track = Track(path: "")
    var id = ""
    for (meaning, text) in zip(meanings, record.fields) where !text.isEmpty && text != "NA" {
      switch meaning {
      case .id: id = text
      case .path: track.path = text
      case .artist: track.artist = text
      case .album: track.album = text
      case .title: track.title = text
      case .date: track.date = IsoDate.text(text)
      case .genre: track.genres += Genres.list(text).filter { !track.genres.contains($0) }
      case .duration(let divisor):
        let value = try number(text, "duration", record.line)
        guard value >= 0 else {
          throw TableError(record.line, "'duration' is '\(text)'; it must be 0 or more")
        }
        track.duration = value / divisor
      case .number(let name): track.numbers[name] = try number(text, name, record.line)
      case nil: continue
      }
    }
    if track.path.isEmpty { track.path = try path(of: track, id: id, record.line) }
    return track
  }

  private func number(_ text: String, _ name: String, _ line: Int) throws(TableError) -> Double {
    guard let number = Double(text), number.isFinite else {
      throw TableError(line, "'\(name)' is '\(text)'; it must be a number")
    }
    return number
  }

  /// By what a track without a file is known.
  private func path(of track: Track, id: String, _ line: Int) throws(TableError) -> String {
    if !id.isEmpty { return "id:\(id)" }
    guard !track.artist.isEmpty, !track.title.isEmpty else {
      throw TableError(line, "it does not tell which track is meant")
    }
    return "track:\(track.artist) - \(track.title)"
  }
}
