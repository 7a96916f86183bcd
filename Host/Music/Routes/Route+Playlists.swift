import Plugins
import Serving

extension Route {
  /// Lists of the catalogue's tracks.
  static func playlists(_ service: MusicService) -> [Route] {
    let playlists = Playlists(service: service)
    return [
      Route(
        method: .get, path: "/v1/playlists", summary: "The playlists that are kept.", errors: [503],
        handler: .collected { (exchange, _) throws(Problem) in try playlists.list(exchange) }),
      Route(
        method: .post, path: "/v1/playlists",
        summary: "Makes a playlist of what is most like some tracks, by the plugin `playlist`, or "
          + "takes one as it is; with a name, it is kept.",
        parameters: [format],
        body: [
          (
            "application/json",
            "An object with `seeds`, tracks by id or as 'artist - title', or with `tracks`, ids in "
              + "their order; and perhaps `name`, `minutes`, and `parameters` of the plugin."
          )
        ],
        errors: [400, 404, 409, 429, 500, 503, 504, 507],
        handler: .collected { (exchange, body) throws(Problem) in
          try playlists.make(exchange, body)
        }),
      Route(
        method: .get, path: "/v1/playlists/{name}", summary: "One playlist.", parameters: [format],
        errors: [400, 404, 503],
        handler: .collected { (exchange, _) throws(Problem) in try playlists.show(exchange) }),
      Route(
        method: .delete, path: "/v1/playlists/{name}",
        summary: "Keeps a playlist no longer; its tracks stay.", errors: [404, 503, 507],
        handler: .collected { (exchange, _) throws(Problem) in try playlists.remove(exchange) }),
    ]
  }

  private static let format = RouteParameter(
    name: "format", summary: "json (the default), m3u8 or xspf.")
}
