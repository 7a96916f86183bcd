import Catalogue
import Plugins

/// A playlist as a plugin sends it: ids of tracks as the labels of one output, and what it says
/// of them in others.
package enum PluginPlaylist {
  /// - Parameters:
  ///   - events: by output.
  ///   - seconds: the list ends where it is at least so long.
  /// - Throws: where the plugin's outputs or answers are none of a playlist.
  package static func make(
    name: String = "", from outputs: [OutputPort], _ events: [[Event]], plugin: String,
    catalogue: Catalogue, seconds: Double? = nil
  ) throws(Failure) -> PlaylistFile {
    let ids = try ids(in: outputs, events, plugin: plugin).map(\.id)
    let tracks: [Track]
    do throws(CatalogueError) {
      tracks = try catalogue.tracks(ids, parts: [.genres, .numbers])
    } catch {
      throw .catalogue(error)
    }
    return try make(
      name: name, from: outputs, events, plugin: plugin, tracks: tracks, seconds: seconds)
  }

  /// The tracks that the plugin names, in its order.
  package static func ids(
    in outputs: [OutputPort], _ events: [[Event]], plugin: String
  ) throws(Failure) -> [(id: Int64, score: Double)] {
    let labels = outputs.indices.filter {
      if case .labels = outputs[$0].kind { true } else { false }
    }
    guard let main = labels.first(where: { outputs[$0].name == "labels" }) ?? labels.first else {
      throw .plugin("\(plugin) gives no labels, so it makes no playlists")
    }
    var ids: [(id: Int64, score: Double)] = []
    for case .label(_, _, let text, let score, _) in events[main] {
      guard let id = Int64(text) else {
        throw .plugin("\(plugin) gives '\(text)' where a track's id should be")
      }
      ids.append((id, Double(score)))
    }
    return ids
  }

  /// The same with the tracks that were found for `ids`.
  package static func make(
    name: String = "", from outputs: [OutputPort], _ events: [[Event]], plugin: String,
    tracks: [Track], seconds: Double? = nil
  ) throws(Failure) -> PlaylistFile {
    let ids = try ids(in: outputs, events, plugin: plugin)
    let reasons = texts(of: "reason", outputs, events)
    let known = Dictionary(tracks.map { ($0.id, $0) }) { first, _ in first }
    var list = PlaylistFile(name: name, entries: [])
    var length = 0.0
    for (index, (id, score)) in ids.enumerated() {
      // One that was removed in the meantime is left out.
      guard let track = known[id] else { continue }
      let more = track.duration ?? Self.usualSeconds
      // As near to the wanted length as whole tracks allow.
      if let seconds, !list.entries.isEmpty, length + more / 2 > seconds { break }
      let reason = reasons.count == ids.count ? reasons[index] : ""
      list.entries.append(.init(track: track, score: score, reason: reason))
      length += more
    }
    list.reason = texts(of: "explanation", outputs, events).joined(separator: " ")
    return list
  }

  package enum Failure: Error, Equatable {
    case plugin(String)
    case catalogue(CatalogueError)
  }

  /// Of a track whose length is not known.
  package static let usualSeconds = 210.0
  /// Few tracks are shorter.
  private static let shortSeconds = 30.0

  /// How many tracks fill so many seconds for sure.
  package static func count(forSeconds seconds: Double) -> Int {
    Int(min(seconds / shortSeconds, 9_999).rounded(.up)) + 1
  }

  private static func texts(
    of name: String, _ outputs: [OutputPort], _ events: [[Event]]
  ) -> [String] {
    guard let port = outputs.firstIndex(where: { $0.name == name }) else { return [] }
    return events[port].compactMap { event in
      if case .label(_, _, let text, _, _) = event { text } else { nil }
    }
  }
}
