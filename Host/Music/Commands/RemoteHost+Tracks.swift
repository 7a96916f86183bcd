import CLI
import Catalogue
import JSON

extension RemoteHost {
  /// The most ids in one request.
  private static let most = 1000

  /// The tracks with these ids, in their order, from the host's catalogue.
  func tracks(_ ids: [Int64]) throws(CommandError) -> [Track] {
    var tracks: [Track] = []
    var rest = ids[...]
    while !rest.isEmpty {
      var json = JSONWriter()
      json.beginObject()
      json.key("tracks")
      json.beginArray()
      for id in rest.prefix(Self.most) { json.integer(id) }
      json.endArray()
      json.endObject()
      // A list without a name is written out, and not kept.
      let answer = try post("/v1/playlists", json: json)
      guard let list = answer["tracks"]?.elements else {
        throw strange("/v1/playlists has no list")
      }
      tracks += list.map(Track.init)
      rest = rest.dropFirst(Self.most)
    }
    return tracks
  }
}

extension Track {
  /// Reads what `JSONWriter.track` writes, but for vectors.
  fileprivate init(_ node: JSONNode) {
    func text(_ key: String) -> String { node[key]?.string ?? "" }
    self.init(path: text("path"))
    id = Int64(node["id"]?.int ?? 0)
    artist = text("artist")
    album = text("album")
    title = text("title")
    date = text("date")
    duration = node["duration"]?.double
    genres = node["genres"]?.elements?.compactMap(\.string) ?? []
    for member in node["numbers"]?.members ?? [] { numbers[member.key] = member.value.double }
  }
}
