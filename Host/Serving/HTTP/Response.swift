import CHTTP
import Glibc
import JSON

/// An answer, ready to be sent; one that does not change may be sent any number of times.
@safe package final class Response: @unchecked Sendable {  // the library counts under a lock
  let status: Int
  let pointer: OpaquePointer

  /// Takes ownership of `pointer`.
  private init(_ status: Int, owning pointer: OpaquePointer?, type: StaticString?) {
    guard let pointer = unsafe pointer else { fatalError("out of memory") }
    self.status = status
    unsafe self.pointer = pointer
    if let type { unsafe addHeader("Content-Type", type.utf8Start) }
  }

  deinit { unsafe MHD_destroy_response(pointer) }

  /// Sends what `json` holds, without a copy.
  package convenience init(_ status: Int, json: consuming JSONWriter) {
    let bytes = unsafe json.take()
    unsafe self.init(status, owning: bytes, type: "application/json")
  }

  /// Sends `bytes` and frees them, which come from `malloc`.
  package convenience init(
    _ status: Int, owning bytes: UnsafeMutableRawBufferPointer, type: StaticString?
  ) {
    unsafe self.init(
      status, owning: ch_response_owning(bytes.baseAddress, bytes.count), type: type)
  }

  package convenience init(_ status: Int, text: String, type: StaticString) {
    let count = text.utf8.count
    let bytes = unsafe UnsafeMutableRawBufferPointer(start: malloc(max(count, 1)), count: count)
    unsafe bytes.copyBytes(from: text.utf8)
    unsafe self.init(status, owning: bytes, type: type)
  }

  /// Sends bytes that are part of the program.
  convenience init(_ status: Int, _ text: StaticString, type: StaticString) {
    unsafe self.init(
      status, owning: ch_response_lasting(text.utf8Start, text.utf8CodeUnitCount), type: type)
  }

  /// An answer without a body.
  convenience init(_ status: Int) {
    unsafe self.init(status, owning: ch_response_lasting("", 0), type: nil)
  }

  /// Sends what `reader` gives, piece by piece; `free` is called with `context` at the end.
  ///
  /// The corresponding C function is `MHD_create_response_from_callback`.
  convenience init(
    _ status: Int, type: StaticString, blockSize: Int, reader: MHD_ContentReaderCallback,
    context: UnsafeMutableRawPointer, free: MHD_ContentReaderFreeCallback
  ) {
    unsafe self.init(
      status,
      owning: MHD_create_response_from_callback(
        UInt64.max, blockSize, reader, context, free), type: type)
  }

  package func addHeader(_ name: StaticString, _ value: String) {
    unsafe value.withCString { value in unsafe addHeader(name, UnsafeRawPointer(value)) }
  }

  private func addHeader(_ name: StaticString, _ value: UnsafeRawPointer) {
    unsafe MHD_add_response_header(
      pointer, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
      value.assumingMemoryBound(to: CChar.self))
  }
}
