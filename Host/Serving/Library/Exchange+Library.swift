import Catalogue
import JSON
import Library
import Plugins

extension Exchange {
  /// Looks something up on a thread of its own: a search may take a while, and others of this
  /// connection's thread should not wait for it.
  func inBackground(
    _ work: @escaping @Sendable () throws(Problem) -> Response
  ) -> Reply {
    .later(BackgroundReply("library", for: self, work))
  }

  /// The id in the path.
  func trackID() throws(Problem) -> Int64 {
    let text = capture(0)
    guard let id = Int64(text), id > 0 else {
      throw Problem(404, "not-found", "\(shown(text)) is no id of a track; ids are whole numbers")
    }
    return id
  }

  /// The values in the query, of which only those in `known` may be there.
  func query(_ known: [String]) throws(Problem) -> [String: String] {
    var values: [String: String] = [:]
    for (name, text) in connection.query {
      guard known.contains(name) else {
        throw .badRequest(
          "there is no parameter '\(name)' here\(suggestion(name, among: known))")
      }
      values[name] = text
    }
    return values
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

extension JSONParser {
  /// The body of a request as JSON, handed to `read`.
  func read<T>(
    _ body: Body, _ read: (JSONValue) throws(Problem) -> T
  ) throws(Problem) -> T {
    try unsafe body.withBytes { (bytes, readable) throws(Problem) in
      let root: JSONValue
      do throws(JSONError) {
        root = try unsafe parse(bytes, readable: readable)
      } catch {
        throw .badRequest("the body is no JSON: \(error.description)")
      }
      guard root.kind == .object else {
        throw .badRequest("the body must be a JSON object, not \(root.kind.description)")
      }
      return try read(root)
    }
  }
}
