import CLI
import Serving

extension Module {
  /// A catalogue of music: what fills it, searches it, and makes playlists of it.
  package static let music = Module(
    section: .music,
    routes: { engine, log in
      let service = MusicService(engine: engine, log: log)
      return Route.tracks(service) + Route.playlists(service)
    },
    commands: [.library, .playlist, .dj])
}
