import Plugins
import Synchronization
import Wire

/// What all requests to one server share.
final class Service: Sendable {
  let engine: Engine
  let settings: HostSettings
  let router: Router
  let log: Log
  let watch: ConnectionWatch
  let catalogue: SharedCatalogue
  let counters = HTTPCounters()
  /// No more requests are taken.
  let isStopping = Atomic<Bool>(false)

  /// `uploadSeconds`: how long a body may make no progress.
  init(engine: Engine, settings: HostSettings, log: Log, uploadSeconds: Double) {
    watch = ConnectionWatch(patience: Clock.nanoseconds(uploadSeconds))
    self.engine = engine
    catalogue = SharedCatalogue(path: settings.library)
    self.settings = settings
    self.log = log
    router = Router(Route.all)
  }
}
