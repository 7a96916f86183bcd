import PatchbayABI

/// A plugin's type, erased, so that C callbacks can reach it.
class AnyPlugin {
  let outline: Outline
  /// Of `@Setting`s and of `@Parameter`s, each in declared order.
  let settings: [DeclaredParameter]
  let parameters: [DeclaredParameter]

  init(outline: Outline, declared: [DeclaredParameter]) {
    self.outline = outline
    settings = declared.filter(\.isAdmin)
    parameters = declared.filter { !$0.isAdmin }
  }

  /// Loads the plugin with the values of its settings.
  func load(_ values: Values, _ host: UnsafePointer<patchbay_host>) throws -> AnyInstance {
    preconditionFailure("a subclass does this")
  }
}
