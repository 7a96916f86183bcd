import PatchbayABI

/// A loaded plugin, erased.
@safe class AnyInstance {
  final let host: UnsafePointer<patchbay_host>

  init(_ host: UnsafePointer<patchbay_host>) { unsafe self.host = host }

  func open(_ opening: patchbay_open) throws -> AnySession {
    preconditionFailure("a subclass does this")
  }
}
