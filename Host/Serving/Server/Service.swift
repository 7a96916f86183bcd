import Plugins
import Synchronization

/// What all requests to one server share.
final class Service: Sendable {
  let engine: Engine
  let settings: HostSettings
  let router: Router
  let log: Log
  let watch = ConnectionWatch()
  let counters = HTTPCounters()
  /// No more requests are taken.
  let isStopping = Atomic<Bool>(false)

  init(engine: Engine, settings: HostSettings, log: Log) {
    self.engine = engine
    self.settings = settings
    self.log = log
    router = Router(Route.all)
  }
}
