/// What a module keeps among the settings of the host, which knows none of it.
package protocol ModuleSettings: Equatable, Sendable {
  /// What holds where nothing is said.
  init()
}

/// The settings of all modules, by their types.
package struct ModuleValues: Equatable, Sendable {
  private var values: [ObjectIdentifier: any ModuleSettings] = [:]

  package subscript<Value: ModuleSettings>(_ type: Value.Type) -> Value {
    get { values[ObjectIdentifier(type)] as? Value ?? Value() }
    set { values[ObjectIdentifier(type)] = newValue }
  }

  package static func == (one: ModuleValues, other: ModuleValues) -> Bool {
    one.values.count == other.values.count
      && one.values.allSatisfy { key, value in other.values[key].map(value.equals) ?? false }
  }
}

extension ModuleSettings {
  fileprivate func equals(_ other: any ModuleSettings) -> Bool { (other as? Self) == self }
}
