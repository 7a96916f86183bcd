import Catalogue
import Glibc
import JSON
import Plugins
import Serving

/// `/v1/tracks`.
struct Tracks {
  let service: MusicService

  private static let mostTracks = 1000

  func list(_ exchange: Exchange) throws(Problem) -> Reply {
    let query = try exchange.query(["q", "by", "limit", "offset"])
    let limit = try number("limit", query["limit"], 1...Self.mostTracks) ?? 100
    let offset = try number("offset", query["offset"], 0...Int(Int32.max)) ?? 0
    let text = query["q"] ?? ""
    let basis = try basis(query["by"], text)
    return exchange.inBackground { [service] () throws(Problem) in
      var json = JSONWriter(capacity: 4096)
      json.beginObject()
      json.key("total")
      if text.isEmpty {
        let found = try service.catalogue.existing().map { (catalogue) throws(Problem) in
          try service.asking { () throws(CatalogueError) in
            try catalogue.page(limit: limit, offset: offset, parts: [.genres, .numbers])
          }
        }
        json.integer(found?.total ?? 0)
        json.key("tracks")
        json.tracks(found?.tracks ?? [])
      } else {
        let found = try service.search(text, by: basis, limit: limit, offset: offset)
        json.integer(found.total)
        json.key("by")
        json.string(found.basis.rawValue)
        json.key("tracks")
        json.tracks(found.tracks, scores: found.scores)
      }
      json.endObject()
      return Response(200, json: json)
    }
  }

  private func basis(
    _ name: String?, _ text: String
  ) throws(Problem) -> TrackSearch.Basis? {
    guard let name else { return nil }
    let names = TrackSearch.Basis.allCases.map(\.rawValue)
    guard let basis = TrackSearch.Basis(rawValue: name) else {
      throw .badRequest(
        "by is \(shown(name)); it must be \(listed(names))\(suggestion(name, among: names))")
    }
    guard !text.isEmpty else {
      throw .badRequest("by says how a text is searched for; give one as q")
    }
    return basis
  }

  private func number(
    _ name: String, _ text: String?, _ range: ClosedRange<Int>
  ) throws(Problem) -> Int? {
    guard let text else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw .badRequest(
        "\(name) is \(shown(text)); it must be a whole number from \(range.lowerBound)"
          + " to \(range.upperBound)")
    }
    return number
  }

  func show(_ exchange: Exchange) throws(Problem) -> Reply {
    let id = try exchange.trackID()
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let track = try service.asking { () throws(CatalogueError) in try catalogue?.track(id) }
      guard let track else { throw Exchange.noTrack(id) }
      return Self.response(track)
    }
  }

  static func response(_ track: Track) -> Response {
    var json = JSONWriter(capacity: 4096)
    json.track(track, withVectors: true)
    return Response(200, json: json)
  }

  func remove(_ exchange: Exchange) throws(Problem) -> Reply {
    let id = try exchange.trackID()
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let isRemoved = try service.asking { () throws(CatalogueError) in
        try catalogue?.remove(id) ?? false
      }
      guard isRemoved else { throw Exchange.noTrack(id) }
      var json = JSONWriter()
      json.beginObject()
      json.key("removed")
      json.integer(id)
      json.endObject()
      return Response(200, json: json)
    }
  }

  func cover(_ exchange: Exchange) throws(Problem) -> Reply {
    let id = try exchange.trackID()
    return exchange.inBackground { [service] () throws(Problem) in
      let catalogue = try service.catalogue.existing()
      let cover = try service.asking { () throws(CatalogueError) in
        try catalogue?.cover(of: id)
      }
      guard let cover else {
        throw Problem(404, "not-found", "track \(id) has no cover, or is not there")
      }
      let bytes = unsafe UnsafeMutableRawBufferPointer(
        start: malloc(max(cover.bytes.count, 1)), count: cover.bytes.count)
      unsafe bytes.copyBytes(from: cover.bytes)
      let response = unsafe Response(200, owning: bytes, type: nil)
      response.addHeader("Content-Type", cover.mediaType)
      return response
    }
  }

  /// Who takes the body of a new track.
  func receiver(_ exchange: Exchange) throws(Problem) -> any BodyReceiver {
    let query = try exchange.query(["name"])
    switch exchange.head.contentType {
    case "application/json":
      return CollectedBody(for: exchange) { (exchange, body) throws(Problem) in
        try add(exchange, body)
      }
    case "multipart/form-data":
      throw Problem(
        415, "unsupported-media",
        "the body is multipart/form-data; send the recording itself as the body, or a track as "
          + "application/json")
    default: return try TrackUpload(exchange, service, name: query["name"])
    }
  }

  private func add(_ exchange: Exchange, _ body: Body) throws(Problem) -> Reply {
    let track = try body.json { (root) throws(Problem) in
      try TrackReader.track(root)
    }
    return exchange.inBackground { [service] () throws(Problem) in
      try Self.store(service) { (catalogue) throws(CatalogueError) in
        try catalogue.add([track], from: .client, merging: true)[0]
      }
    }
  }

  /// Stores a track, gives it its meaning, and answers with all that is known of it now.
  static func store(
    _ service: MusicService, _ add: (Catalogue) throws(CatalogueError) -> Int64
  ) throws(Problem) -> Response {
    let catalogue = try service.catalogue.made()
    let id = try service.asking { () throws(CatalogueError) in try add(catalogue) }
    try service.readWords(of: id, in: catalogue)
    let stored = try service.asking { () throws(CatalogueError) in try catalogue.track(id) }
    guard let stored else { throw Exchange.noTrack(id) }
    return response(stored)
  }
}
