import CHTTP

/// A client's connection, as libmicrohttpd lends it for the time of one request.
///
/// All but `resume` belong to the thread that serves the connection.
@safe struct Connection: @unchecked Sendable {
  private let pointer: OpaquePointer

  init(_ pointer: OpaquePointer) { unsafe self.pointer = pointer }

  var descriptor: CInt { unsafe ch_descriptor(pointer) }

  /// Hands over the answer; false where it is too late for one.
  ///
  /// The corresponding C function is `MHD_queue_response`.
  func queue(_ response: Response) -> Bool {
    unsafe MHD_queue_response(pointer, UInt32(response.status), response.pointer) == MHD_Result.YES
  }

  /// Reads nothing and writes nothing until `resume`, which then must follow.
  func suspend() { unsafe MHD_suspend_connection(pointer) }

  func resume() { unsafe MHD_resume_connection(pointer) }

  /// Closes the connection after so many seconds of silence; 0: never.
  func setTimeout(seconds: UInt32) { unsafe ch_set_timeout(pointer, seconds) }

  /// The value of a header, without regard to case in its name.
  func header(_ name: StaticString) -> String? {
    var value: UnsafePointer<CChar>?
    var count = 0
    let found = unsafe MHD_lookup_connection_value_n(
      pointer, .HEADER_KIND, UnsafeRawPointer(name.utf8Start).assumingMemoryBound(to: CChar.self),
      name.utf8CodeUnitCount, &value, &count)
    guard found == MHD_Result.YES, let value = unsafe value else { return nil }
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: value, count: count), as: UTF8.self)
  }

  /// Names and values behind the question mark, decoded, in their order.
  var query: [(name: String, text: String)] {
    let list = QueryList()
    unsafe MHD_get_connection_values_n(
      pointer, .GET_ARGUMENT_KIND, collectQueryItem, Unmanaged.passUnretained(list).toOpaque())
    return list.items
  }
}

private final class QueryList {
  var items: [(name: String, text: String)] = []
}

private func collectQueryItem(
  _ context: UnsafeMutableRawPointer?, _ kind: MHD_ValueKind, _ name: UnsafePointer<CChar>?,
  _ nameCount: Int, _ value: UnsafePointer<CChar>?, _ valueCount: Int
) -> MHD_Result {
  let list = unsafe Unmanaged<QueryList>.fromOpaque(context!).takeUnretainedValue()
  let name = unsafe UnsafeRawBufferPointer(start: name, count: name == nil ? 0 : nameCount)
  let text = unsafe UnsafeRawBufferPointer(start: value, count: value == nil ? 0 : valueCount)
  unsafe list.items.append(
    (String(decoding: name, as: UTF8.self), String(decoding: text, as: UTF8.self)))
  return .YES
}
