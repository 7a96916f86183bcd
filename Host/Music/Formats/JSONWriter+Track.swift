import Catalogue
import JSON

extension JSONWriter {
  /// A track as an object; texts that are empty are left out.
  ///
  /// - Parameter withVectors: they may be long.
  package mutating func track(_ track: Track, withVectors: Bool = false) {
    beginObject()
    trackMembers(track, withVectors: withVectors)
    endObject()
  }

  /// Tracks as an array of such objects.
  ///
  /// - Parameter scores: what each of them has as `score` besides; or none.
  package mutating func tracks(_ tracks: [Track], scores: [Double] = []) {
    beginArray()
    for (index, track) in tracks.enumerated() {
      beginObject()
      trackMembers(track)
      if scores.indices.contains(index) {
        key("score")
        double(scores[index])
      }
      endObject()
    }
    endArray()
  }

  /// The members of that object, for objects that have more.
  package mutating func trackMembers(_ track: Track, withVectors: Bool = false) {
    key("id")
    integer(track.id)
    let texts: [(StaticString, String)] = [
      ("path", track.path), ("artist", track.artist), ("album", track.album),
      ("title", track.title), ("date", track.date), ("error", track.error ?? ""),
    ]
    for (name, text) in texts where !text.isEmpty {
      key(name)
      string(text)
    }
    if let duration = track.duration {
      key("duration")
      double(duration)
    }
    if !track.genres.isEmpty {
      key("genres")
      array(track.genres)
    }
    if !track.numbers.isEmpty {
      key("numbers")
      beginObject()
      for (name, value) in track.numbers.sorted(by: { $0.key < $1.key }) {
        key(name)
        double(value)
      }
      endObject()
    }
    if withVectors, !track.vectors.isEmpty {
      key("vectors")
      beginObject()
      for (name, values) in track.vectors.sorted(by: { $0.key < $1.key }) {
        key(name)
        array(values)
      }
      endObject()
    }
  }
}
