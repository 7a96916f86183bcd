import Catalogue
import Glibc
import JSON
import Plugins
import Serving

/// `/v1/playlists`.
struct Playlists {
  let service: MusicService

  func list(_ exchange: Exchange) throws(Problem) -> Reply {
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let lists = try service.asking { () throws(CatalogueError) in
        try catalogue?.playlists() ?? []
      }
      var json = JSONWriter(capacity: 1024)
      json.beginObject()
      json.key("playlists")
      json.beginArray()
      for (name, count) in lists {
        json.beginObject()
        json.key("name")
        json.string(name)
        json.key("tracks")
        json.integer(count)
        json.endObject()
      }
      json.endArray()
      json.endObject()
      return Response(200, json: json)
    }
  }

  func show(_ exchange: Exchange) throws(Problem) -> Reply {
    let format = try Exchange.playlistFormat(try exchange.query(["format"])["format"])
    let name = exchange.capture(0)
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let list = try service.asking { () throws(CatalogueError) -> PlaylistFile? in
        guard let catalogue, let kept = try catalogue.playlist(name) else { return nil }
        return try PlaylistFile(kept, catalogue)
      }
      guard let list else { throw Self.noPlaylist(name) }
      return Response(list, format)
    }
  }

  func remove(_ exchange: Exchange) throws(Problem) -> Reply {
    let name = exchange.capture(0)
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let isRemoved = try service.asking { () throws(CatalogueError) in
        try catalogue?.removePlaylist(name) ?? false
      }
      guard isRemoved else { throw Self.noPlaylist(name) }
      var json = JSONWriter()
      json.beginObject()
      json.key("removed")
      json.string(name)
      json.endObject()
      return Response(200, json: json)
    }
  }

  func make(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let format = try Exchange.playlistFormat(try exchange.query(["format"])["format"])
    let wish = try body.json { (root) throws(Problem) in
      try PlaylistWish(root)
    }
    // What is wrong with the parameters is said at once.
    let run = wish.tracks == nil ? try PlaylistCall(wish, service) : nil
    return exchange.inBackground { [self] () throws(Problem) in
      guard let catalogue = try service.catalogue.existing() else {
        throw Problem(409, "empty", "the catalogue is empty; add tracks first")
      }
      let list: PlaylistFile
      if let run {
        list = try run.list(catalogue)
      } else {
        let ids = wish.tracks ?? []
        let tracks = try service.asking { () throws(CatalogueError) in
          try catalogue.tracks(ids, parts: [.genres, .numbers])
        }
        for id in ids where !tracks.contains(where: { $0.id == id }) { throw Exchange.noTrack(id) }
        list = PlaylistFile(name: wish.name ?? "", entries: tracks.map { .init(track: $0) })
      }
      if let name = wish.name { try keep(list, name) }
      return Response(list, format)
    }
  }

  private func keep(
    _ list: PlaylistFile, _ name: String
  ) throws(Problem) {
    let catalogue = try service.catalogue.made()
    let entries = list.entries.map {
      StoredPlaylist.Entry(track: $0.track.id, score: $0.score, reason: $0.reason)
    }
    try service.asking { () throws(CatalogueError) in
      _ = try catalogue.keep(
        StoredPlaylist(name: name, created: Int64(time(nil)), entries: entries))
    }
  }

  private static func noPlaylist(_ name: String) -> Problem {
    Problem(404, "not-found", "there is no playlist \(shown(name)); GET /v1/playlists lists them")
  }
}

extension PlaylistFile {
  init(_ kept: StoredPlaylist, _ catalogue: Catalogue) throws(CatalogueError) {
    self.init(name: kept.name, entries: [])
    for entry in kept.entries {
      guard let track = try catalogue.track(entry.track, parts: [.genres, .numbers]) else {
        continue
      }
      entries.append(Entry(track: track, score: entry.score, reason: entry.reason))
    }
  }
}
