import Plugins

/// What all requests to one server share.
final class Service: Sendable {
  let engine: Engine
  let settings: HostSettings
  let router: Router
  let log: Log
  let watch = ConnectionWatch()
  let counters = HTTPCounters()

  init(engine: Engine, settings: HostSettings, log: Log) {
    self.engine = engine
    self.settings = settings
    self.log = log
    router = Router(Route.all)
  }
}
