import Catalogue
import TestSupport

/// A folder with a catalogue in it, for one test.
struct Shelf {
  let folder = TemporaryFolder()
  var path: String { "\(folder.path)/music.db" }

  func open(_ access: Catalogue.Access = .readWrite, patience: Double = 30) throws -> Catalogue {
    try Catalogue(path: path, access: access, patience: patience)
  }
}

/// A track by its tags; its path is made of them.
func track(
  _ artist: String, _ title: String, album: String = "", genres: [String] = [],
  numbers: [String: Double] = [:]
) -> Track {
  var track = Track(path: "/music/\(artist)/\(title).mp3")
  track.artist = artist
  track.title = title
  track.album = album
  track.genres = genres
  track.numbers = numbers
  return track
}

/// The sentence of the error that `body` throws.
func sentence(_ body: () throws -> Void) -> String? {
  do {
    try body()
    return nil
  } catch {
    return "\(error)"
  }
}
