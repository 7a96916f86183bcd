import PatchbayABI

/// A loaded plugin: its model, and the values of its settings.
final class Instance<P: Plugin>: AnyInstance {
  private let model: P.Model
  private let settings: OwnedValues
  private let plugin: AnyPlugin

  init(
    model: P.Model, settings: OwnedValues, plugin: AnyPlugin, host: UnsafePointer<patchbay_host>
  ) {
    self.model = model
    self.settings = settings
    self.plugin = plugin
    unsafe super.init(host)
  }

  override func open(_ opening: patchbay_open) throws -> AnySession {
    let parameters = unsafe Values(opening.parameters, count: opening.parameter_count)
    try parameters.validate(against: plugin.parameters)
    var filling = Filling(settings: settings.values, parameters: parameters)
    let results = unsafe Results(host: host, sink: opening.sink, outline: plugin.outline)
    let session = Session(filling.make(P.self), results)
    let media = unsafe opening.media.map { unsafe MediaInfo($0.pointee) } ?? MediaInfo()
    try session.open(media, with: model)
    return session
  }
}
