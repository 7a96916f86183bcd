import Catalogue
import JSON
import Plugins
import Serving

extension Exchange {
  /// The id in the path.
  func trackID() throws(Problem) -> Int64 {
    let text = capture(0)
    guard let id = Int64(text), id > 0 else {
      throw Problem(404, "not-found", "\(shown(text)) is no id of a track; ids are whole numbers")
    }
    return id
  }

  /// How a playlist is to be written: `format` in the query.
  static func playlistFormat(_ name: String?) throws(Problem) -> PlaylistFile.Format {
    guard let name else { return .json }
    guard let format = PlaylistFile.Format(rawValue: name) else {
      let names = PlaylistFile.Format.allCases.map(\.rawValue)
      throw .badRequest(
        "format is \(shown(name)); it must be \(listed(names))\(suggestion(name, among: names))")
    }
    return format
  }

  static func noTrack(_ id: Int64) -> Problem {
    Problem(404, "not-found", "the catalogue has no track \(id)")
  }
}

extension Response {
  convenience init(_ list: PlaylistFile, _ format: PlaylistFile.Format) {
    self.init(200, text: list.text(format), type: format.mediaType)
  }
}
