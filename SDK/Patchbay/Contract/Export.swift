import PatchbayABI
import Synchronization

/// What `patchbay_plugin` returns.
public typealias PluginPointer = UnsafePointer<patchbay_descriptor>

/// Makes `type` the plugin of this library.
///
///     @c(patchbay_plugin) public func entry() -> PluginPointer { export(Sharpness.self) }
///
/// The first call builds the descriptor, which is never freed; every call returns the same one.
@safe public func export<P: Plugin>(_ type: P.Type) -> PluginPointer {
  let export = exports.withLock { exports in
    if let known = exports.first(where: { $0.type == type }) { return known }
    if exports.count == 8 { fatalError("a process can export 8 plugins, no more") }
    let made = unsafe Export(type, create: creators[exports.count])
    exports.append(made)
    return made
  }
  return unsafe export.descriptor
}

/// A plugin that has been exported. A library has one; a test may have a few.
///
/// `Sendable` because nothing in it changes once it is made.
@safe private struct Export: @unchecked Sendable {
  let type: any Plugin.Type
  let plugin: AnyPlugin
  let descriptor: PluginPointer

  init<P: Plugin>(_ type: P.Type, create: @escaping Creator) {
    self.type = type
    plugin = PluginType(type)
    unsafe descriptor = Descriptor.plugin(plugin, of: type, create: create)
  }
}

/// Its lock is held while a descriptor is built and while an instance looks for its type.
private let exports = Mutex<[Export]>([])

typealias Creator =
  @convention(c) (
    UnsafePointer<patchbay_host>?, Values.Pointer?, UInt32,
    UnsafeMutablePointer<OpaquePointer?>?
  ) -> patchbay_status

/// The contract's `create` has no argument that says which plugin is meant, and a C function
/// cannot be generic, so each exported type has one of its own.
private let creators: [Creator] = unsafe [
  { unsafe create(0, $0, $1, $2, $3) }, { unsafe create(1, $0, $1, $2, $3) },
  { unsafe create(2, $0, $1, $2, $3) }, { unsafe create(3, $0, $1, $2, $3) },
  { unsafe create(4, $0, $1, $2, $3) }, { unsafe create(5, $0, $1, $2, $3) },
  { unsafe create(6, $0, $1, $2, $3) }, { unsafe create(7, $0, $1, $2, $3) },
]

private func create(
  _ place: Int, _ host: UnsafePointer<patchbay_host>?, _ values: Values.Pointer?, _ count: UInt32,
  _ made: UnsafeMutablePointer<OpaquePointer?>?
) -> patchbay_status {
  guard let host = unsafe host, let made = unsafe made,
    unsafe host.pointee.struct_size >= MemoryLayout<patchbay_host>.size,
    unsafe host.pointee.abi_major == PATCHBAY_ABI_MAJOR
  else { return PATCHBAY_UNAVAILABLE }
  let plugin = exports.withLock { $0[place] }.plugin
  do {
    let instance = try unsafe plugin.load(Values(values, count: count), host)
    unsafe made.pointee = OpaquePointer(Unmanaged.passRetained(instance).toOpaque())
    return PATCHBAY_OK
  } catch {
    return unsafe report(error, to: host, nil)
  }
}
