import Catalogue
import TestSupport

/// A small catalogue in a folder of its own.
struct Shelves {
  let folder = TemporaryFolder()
  let catalogue: Catalogue
  var path: String { folder.path + "/library.db" }

  init(_ tracks: [Track] = Shelves.tracks(60)) throws {
    catalogue = try Catalogue(path: folder.path + "/library.db", access: .readWrite)
    try catalogue.add(tracks)
  }

  /// Three genres that differ in tempo and mood, in steps of their own.
  static func tracks(_ count: Int) -> [Track] {
    (0..<count).map { track($0) }
  }

  static func track(_ index: Int) -> Track {
    let genre = index % 3
    var track = Track(path: "/music/\(index).flac")
    track.artist = "Artist \(index / 3 % 7)"
    track.title = "Piece \(index)"
    track.album = "Album \(index / 6)"
    track.date = "\(1980 + index * 7 % 40)"
    track.duration = Double(120 + index * 13 % 100)
    track.genres = [["ambient", "techno", "folk"][genre]]
    track.numbers = [
      "tempo": Double([70, 130, 100][genre] + index * 5 % 17),
      "valence": Double(index * 11 % 20) / 40 + [0.1, 0.4, 0.5][genre],
      "energy": Double(index * 3 % 10) / 20 + [0.0, 0.5, 0.2][genre],
      "key": Double(index * 5 % 12), "mode": Double(index % 2),
      "tempo-confidence": Double(index % 4) / 4,
    ]
    return track
  }
}
