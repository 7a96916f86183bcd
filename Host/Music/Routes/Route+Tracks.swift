import Catalogue
import JSON
import Plugins
import Serving

extension Route {
  /// The catalogue of music.
  static func tracks(_ service: MusicService) -> [Route] {
    let tracks = Tracks(service: service)
    return [
      Route(
        method: .get, path: "/v1/tracks",
        summary: "Tracks of the catalogue: all, or those that a search finds, the best first.",
        parameters: [
          RouteParameter(
            name: "q",
            summary: "Words of artist, album or title; case, accents and slips do not matter."),
          RouteParameter(
            name: "by",
            summary:
              "How `q` is searched for: words or meaning; without it by words, and by meaning "
              + "where these find nothing and embed-text is served. The answer's `by` says which it "
              + "was; by meaning, each track has a `score`, the cosine."),
          RouteParameter(
            name: "limit", summary: "The most tracks, up to 1000; 100 without it.",
            type: "integer"),
          RouteParameter(
            name: "offset", summary: "Tracks to pass over, to go on behind a limit.",
            type: "integer"),
        ],
        errors: [400, 404, 409, 429, 500, 503, 504],
        handler: .collected { (exchange, _) throws(Problem) in try tracks.list(exchange) }),
      Route(
        method: .post, path: "/v1/tracks",
        summary: "Adds a track, or adds to the one of the same path: from its data, or from a "
          + "recording that is looked at as `library add` does and then forgotten.",
        parameters: [
          RouteParameter(
            name: "name", summary: "Of a recording: its file's name, for one without tags.")
        ],
        body: [
          (
            "application/json",
            "An object with artist, title, and what else is known: path, album, date, duration, "
              + "genres, numbers, vectors."
          ),
          ("application/octet-stream", "A recording, whatever its type."),
        ],
        errors: [400, 413, 415, 422, 429, 500, 503, 507],
        handler: .streamed { (exchange) throws(Problem) in try tracks.receiver(exchange) }),
      Route(
        method: .get, path: "/v1/tracks/{id}", summary: "All that is known of one track.",
        errors: [404, 503],
        handler: .collected { (exchange, _) throws(Problem) in try tracks.show(exchange) }),
      Route(
        method: .delete, path: "/v1/tracks/{id}",
        summary: "Takes a track out of the catalogue; its file stays.", errors: [404, 503, 507],
        handler: .collected { (exchange, _) throws(Problem) in try tracks.remove(exchange) }),
      Route(
        method: .get, path: "/v1/tracks/{id}/cover", summary: "The picture of a track's cover.",
        answer: "image/*", errors: [404, 503],
        handler: .collected { (exchange, _) throws(Problem) in try tracks.cover(exchange) }),
    ]
  }
}
