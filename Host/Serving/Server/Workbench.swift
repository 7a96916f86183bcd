import CHTTP
import JSON
import Plugins

/// What one of the network's threads keeps from request to request, so that nothing is locked.
@safe final class Workbench {
  /// Of bodies: what takes longer to read, or some 50 MiB, would be in the way of the thread's
  /// other requests.
  let parser = JSONParser(maximumLength: 16 << 20, maximumValues: 2 << 20)
  /// With requests that may come and answers that are near.
  var patience = Patience()
  /// nil while the server is being stopped, from elsewhere.
  var thread: NetworkThread?
  private var models: [String: Model] = [:]

  /// That of the calling thread.
  static var current: Workbench {
    if let known = unsafe ch_thread_object() {
      return unsafe Unmanaged<Workbench>.fromOpaque(known).takeUnretainedValue()
    }
    let made = Workbench()
    unsafe ch_set_thread_object(Unmanaged.passRetained(made).toOpaque()) { object in
      guard let object = unsafe object else { return }
      unsafe Unmanaged<Workbench>.fromOpaque(object).release()
    }
    return made
  }

  /// The model that is served under `name` now.
  func model(_ name: String, _ engine: Engine) throws(Problem) -> Model {
    let revision = engine.revision.load(ordering: .acquiring)
    if let known = models[name], known.engine === engine, known.engineRevision == revision,
      known.revision == known.plugin.revision.load(ordering: .acquiring)
    {
      return known
    }
    let plugin: Plugin
    do throws(PluginError) { plugin = try engine.plugin(name) } catch { throw Problem(error) }
    let own = plugin.revision.load(ordering: .acquiring)
    let made = Model(
      plugin, try plugin.served(), engine: engine, engineRevision: revision, revision: own)
    models[name] = made
    return made
  }
}
