import PatchbayABI

/// A plugin's type.
final class PluginType<P: Plugin>: AnyPlugin {
  init(_ type: P.Type) {
    super.init(
      outline: Outline(name: P.about.name, inputs: P.inputs, outputs: P.outputs),
      declared: Filling.declarations(of: type))
  }

  override func load(
    _ values: Values, _ host: UnsafePointer<patchbay_host>
  ) throws -> AnyInstance {
    try values.validate(against: settings)
    let copy = OwnedValues(values)
    var filling = Filling(settings: copy.values, parameters: .none)
    let plugin = filling.make(P.self)
    let model = try plugin.load()
    for line in plugin.shortcomings(of: model) {
      unsafe line.withCString {
        unsafe host.pointee.log(host, Results.Level.warning.rawValue, $0)
      }
    }
    return unsafe Instance<P>(model: model, settings: copy, plugin: self, host: host)
  }
}
