extension Route {
  /// All that the server answers. Where two paths match, the first one wins.
  static let all: [Route] =
    runs + plugins + tracks + playlists + inference + repository + health + metrics + documents
}

/// The table of routes as tests and documents walk it.
package enum RouteTable {
  package static let all: [(method: String, path: String)] = Route.all.map {
    ($0.method.rawValue, $0.path.description)
  }
}
