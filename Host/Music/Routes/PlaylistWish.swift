import JSON
import Plugins
import Serving

/// A playlist that a client asks for.
struct PlaylistWish {
  /// What to be like.
  private(set) var seeds: [String] = []
  /// Ids, where the list is given as it is.
  private(set) var tracks: [Int64]?
  /// Under which it is kept.
  private(set) var name: String?
  private(set) var minutes: Double?
  /// Of the plugin, as written.
  private(set) var parameters: [(name: String, text: String)] = []

  private static let most = 1000

  init(_ root: JSONValue) throws(Problem) {
    for (key, value) in root.members {
      switch key {
      case "seeds":
        for seed in try Self.array(value, key) {
          guard let text = seed.scalarText, seed.kind != .bool else {
            throw .badRequest("a seed is \(seed.kind.description); it must be an id or a string")
          }
          seeds.append(text)
        }
      case "tracks":
        var ids: [Int64] = []
        for element in try Self.array(value, key) {
          guard let id = element.int64 else {
            throw .badRequest("a track is \(element.kind.description); it must be an id")
          }
          ids.append(id)
        }
        tracks = ids
      case "name":
        guard let text = value.string, !text.isEmpty, text.utf8.count <= 256,
          !text.contains("/")
        else {
          throw .badRequest("'name' must be a string of 1 to 256 bytes without a slash")
        }
        name = text
      case "minutes":
        guard let number = value.double, number > 0, number <= 10_000 else {
          throw .badRequest("'minutes' must be a number above 0, up to 10000")
        }
        minutes = number
      case "parameters":
        guard value.kind == .object else {
          throw .badRequest("'parameters' is \(value.kind.description); it must be an object")
        }
        for (name, element) in value.members {
          guard let text = element.scalarText else {
            throw .badRequest("'parameters.\(name)' must be a single value")
          }
          parameters.append((name, text))
        }
      default:
        let known = ["seeds", "tracks", "name", "minutes", "parameters"]
        throw .badRequest(
          "a playlist has no '\(key)'\(suggestion(key, among: known)); it has"
            + " \(listed(known, "and"))")
      }
    }
    guard seeds.isEmpty != (tracks == nil) else {
      throw .badRequest("a playlist needs either 'seeds' or 'tracks'")
    }
  }

  private static func array(
    _ value: JSONValue, _ key: String
  ) throws(Problem) -> JSONValue.Elements {
    guard value.kind == .array, value.count > 0, value.count <= most else {
      throw .badRequest("'\(key)' must be an array of 1 to \(most) elements")
    }
    return value.elements
  }
}
