import Catalogue
import JSON
import Plugins
import Serving

/// Reads a track that a client sends as JSON.
enum TrackReader {
  private static let texts: [(String, WritableKeyPath<Track, String> & Sendable)] = [
    ("path", \.path), ("artist", \.artist), ("album", \.album), ("title", \.title),
    ("date", \.date),
  ]

  static func track(_ root: JSONValue) throws(Problem) -> Track {
    var track = Track(path: "")
    for (key, value) in root.members {
      if let path = texts.first(where: { $0.0 == key })?.1 {
        track[keyPath: path] = try text(value, key)
        continue
      }
      switch key {
      case "duration": track.duration = try number(value, key)
      case "genres":
        for genre in try array(value, key) { track.genres.append(try text(genre, "genres")) }
      case "numbers":
        for (name, element) in try object(value, key) {
          track.numbers[name] = try number(element, "numbers.\(name)")
        }
      case "vectors":
        for (name, element) in try object(value, key) {
          var vector: [Float] = []
          for value in try array(element, "vectors.\(name)") {
            vector.append(Float(try number(value, "vectors.\(name)")))
          }
          track.vectors[name] = vector
        }
      default:
        let known = texts.map(\.0) + ["duration", "genres", "numbers", "vectors"]
        throw .badRequest(
          "a track has no '\(key)'\(suggestion(key, among: known)); it has \(listed(known, "and"))"
        )
      }
    }
    track.date = IsoDate.text(track.date)
    if track.path.isEmpty {
      guard !track.artist.isEmpty, !track.title.isEmpty else {
        throw .badRequest("a track needs a path, or artist and title")
      }
      track.path = "track:\(track.artist) - \(track.title)"
    }
    return track
  }

  private static func text(_ value: JSONValue, _ key: String) throws(Problem) -> String {
    guard let text = value.string else { throw wrong(key, "a string", value) }
    return text
  }

  private static func number(_ value: JSONValue, _ key: String) throws(Problem) -> Double {
    guard let number = value.double else { throw wrong(key, "a number", value) }
    return number
  }

  private static func array(
    _ value: JSONValue, _ key: String
  ) throws(Problem) -> JSONValue.Elements {
    guard value.kind == .array else { throw wrong(key, "an array", value) }
    return value.elements
  }

  private static func object(
    _ value: JSONValue, _ key: String
  ) throws(Problem) -> JSONValue.Members {
    guard value.kind == .object else { throw wrong(key, "an object", value) }
    return value.members
  }

  private static func wrong(_ key: String, _ form: String, _ value: JSONValue) -> Problem {
    .badRequest("'\(key)' is \(value.kind.description); it must be \(form)")
  }
}
