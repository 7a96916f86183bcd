import PatchbayABI

/// Where the property wrappers of a plugin find their values while the plugin is being made.
///
/// A plugin's `init()` takes no arguments. While it runs, this thread's current `Filling` hands
/// the values to the wrappers in the order in which they are declared; the same order gave the
/// descriptor's parameters, when a `Filling` collected the declarations.
@safe struct Filling {
  private var settings: Values
  private var parameters: Values
  private var declared: [DeclaredParameter]?

  /// Fills a plugin with values, already validated; without values a parameter has its default.
  init(settings: Values, parameters: Values) {
    self.settings = settings
    self.parameters = parameters
    declared = nil
  }

  private init() {
    settings = Values.none
    parameters = Values.none
    declared = []
  }

  /// Makes a plugin with these values.
  mutating func make<P: Plugin>(_ type: P.Type) -> P {
    unsafe withUnsafeMutablePointer(to: &self) { filling in
      let outer = unsafe patchbay_swift_filling()
      unsafe patchbay_swift_set_filling(filling)
      defer { unsafe patchbay_swift_set_filling(outer) }
      return P()
    }
  }

  /// The parameters that `type` declares, in order, named for their properties.
  static func declarations<P: Plugin>(of type: P.Type) -> [DeclaredParameter] {
    var filling = Filling()
    let plugin = filling.make(type)
    var declared = filling.declared ?? []
    for child in Mirror(reflecting: plugin).children {
      guard let wrapper = child.value as? any Declared, let label = child.label else { continue }
      if declared[wrapper.place].declaration.name == nil {
        declared[wrapper.place].declaration.name = kebabCase(label.drop { $0 == "_" })
      }
    }
    for parameter in declared where parameter.declaration.name == nil {
      fatalError(
        "the parameter '\(parameter.declaration.summary)' of \(type) needs a name: "
          + "it is not a stored property of the plugin itself")
    }
    return declared
  }

  /// The value of the wrapper that is being made, and its place among all of the plugin's.
  static func take<Value: ParameterValue>(
    _ declaration: Declaration, _ defaultValue: Value, isAdmin: Bool
  ) -> (Value, Int) {
    guard let current = unsafe patchbay_swift_filling() else { return (defaultValue, 0) }
    let filling = unsafe current.assumingMemoryBound(to: Filling.self)
    if unsafe filling.pointee.declared != nil {
      return unsafe filling.pointee.declare(declaration, defaultValue, isAdmin: isAdmin)
    }
    let content =
      isAdmin
      ? unsafe filling.pointee.settings.next() : unsafe filling.pointee.parameters.next()
    return (content.flatMap(Value.init(content:)) ?? defaultValue, 0)
  }

  private mutating func declare<Value: ParameterValue>(
    _ declaration: Declaration, _ defaultValue: Value, isAdmin: Bool
  ) -> (Value, Int) {
    let place = declared?.count ?? 0
    declared?.append(
      DeclaredParameter(
        declaration: declaration, isAdmin: isAdmin, kind: Value.kind, choices: Value.choices,
        defaultValue: defaultValue.content))
    return (defaultValue, place)
  }
}
