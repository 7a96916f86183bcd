import CLI
import Music
import Plugins
import Serving
import TestSupport

/// A host with some of the built plugins, on a free port, until the last reference goes away.
final class ServedHouse {
  let engine: Engine
  let server: Server
  let port: UInt16

  /// Each name is the library's; `adjust` may change how it is run.
  init(
    _ names: [String] = ["echo"], isolation: PluginSettings.Isolation = .process,
    host: (inout HostSettings) -> Void = { _ in },
    plugin adjust: (inout PluginSettings) -> Void = { _ in }, uploadSeconds: Double = 60
  ) throws {
    var settings = HostSettings()
    settings.port = 0
    for name in names {
      var plugin = PluginSettings(name: name, library: BuildFolder.library(name))
      plugin.isolation = isolation
      adjust(&plugin)
      settings.plugins.append(plugin)
    }
    host(&settings)
    engine = Engine(settings: settings, programs: Programs(folder: BuildFolder.path))
    let log = Log()
    server = Server(
      engine: engine, routes: Module.music.routes(engine, log), log: log,
      uploadSeconds: uploadSeconds)
    engine.start()
    port = try server.start()
  }

  deinit {
    server.stop(within: 1)
    engine.stop(within: 1)
  }

  func client() throws -> HTTPClient { try HTTPClient(port: port) }

  func get(_ path: String) throws -> HTTPAnswer { try client().send("GET", path) }

  func post(
    _ path: String, _ body: String = "", _ headers: [(String, String)] = []
  ) throws -> HTTPAnswer {
    try client().send("POST", path, headers, Array(body.utf8))
  }

  func post(
    _ path: String, bytes: [UInt8], _ headers: [(String, String)] = []
  ) throws -> HTTPAnswer {
    try client().send("POST", path, headers, bytes)
  }
}
