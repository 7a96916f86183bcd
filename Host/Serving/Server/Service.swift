import Plugins
import Synchronization
import Wire

/// What all requests to one server share.
package final class Service: Sendable {
  package let engine: Engine
  package let settings: HostSettings
  let router: Router
  let log: Log
  let watch: ConnectionWatch
  let counters = HTTPCounters()
  /// No more requests are taken.
  let isStopping = Atomic<Bool>(false)

  /// `uploadSeconds`: how long a body may make no progress.
  init(
    engine: Engine, settings: HostSettings, routes: [Route], log: Log, uploadSeconds: Double
  ) {
    watch = ConnectionWatch(patience: Clock.nanoseconds(uploadSeconds))
    self.engine = engine
    self.settings = settings
    self.log = log
    router = Router(routes)
  }
}
