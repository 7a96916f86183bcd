import CHTTP
import JSON
import Plugins

/// What one of the network's threads keeps from request to request, so that nothing is locked.
@safe final class Workbench {
  let parser = JSONParser()
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

  /// The model that `plugin` is now.
  func model(of plugin: Plugin) throws(Problem) -> Model {
    let about = try plugin.served()
    // Comparing copies of one description costs next to nothing.
    if let known = models[plugin.name], known.plugin === plugin, known.about == about {
      return known
    }
    let made = Model(plugin, about)
    models[plugin.name] = made
    return made
  }
}
