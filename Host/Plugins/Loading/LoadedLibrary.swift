import Glibc
import PatchbayABI

/// A plugin's library in this process, with its descriptor. It is never closed again: closing a
/// Swift library breaks the runtime, so unloading means ending the process.
@safe final class LoadedLibrary: @unchecked Sendable {  // immutable
  let descriptor: UnsafePointer<patchbay_descriptor>
  let description: Description

  /// Runs the library's constructors, so it may crash or hang: see `Probe`.
  init(path: String) throws(Refusal) {
    let name = path.split(separator: "/").last.map(String.init) ?? path
    let handle = unsafe dlopen(path, RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE)
    guard let handle = unsafe handle else {
      let reason = unsafe withoutFolders(String(cString: dlerror()))
      throw Refusal(
        .missingDependency,
        "\(name) cannot be loaded: \(reason); install what is missing, or rebuild the plugin")
    }
    guard let symbol = unsafe dlsym(handle, "patchbay_plugin") else {
      throw Refusal(
        .missingSymbol,
        "\(name) does not export 'patchbay_plugin'; build it as CONTRIBUTING.md describes")
    }
    typealias Entry = @convention(c) () -> UnsafePointer<patchbay_descriptor>?
    let entry = unsafe unsafeBitCast(symbol, to: Entry.self)
    let pointer = unsafe entry()
    do throws(BadDescriptor) {
      description = try unsafe DescriptorReader.read(pointer)
    } catch {
      throw Refusal(
        .badDescriptor,
        "\(name) breaks the contract of patchbay.h: \(error.sentence)")
    }
    unsafe descriptor = pointer!
  }
}
