/// An object of the library, released when the last reference goes away.
@safe final class Owned {
  typealias Release = @convention(c) (OpaquePointer?) -> Void

  let pointer: OpaquePointer
  private let release: Release

  init(_ pointer: OpaquePointer, release: @escaping Release) {
    unsafe self.pointer = pointer
    unsafe self.release = release
  }

  deinit { unsafe release(pointer) }
}
