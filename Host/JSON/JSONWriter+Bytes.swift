import CJSON

extension JSONWriter {
  package var count: Int { unsafe out.count }

  /// More was written than is kept, and some of it is lost.
  package var isCut: Bool {
    unsafe out.is_cut != 0 || out.most > 0 && out.count > out.most
  }

  /// Lends what was written.
  package func withBytes<Result, Failure: Error>(
    _ body: (UnsafeRawBufferPointer) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    try unsafe body(UnsafeRawBufferPointer(start: out.bytes, count: out.count))
  }

  /// What was written, as text.
  package var text: String {
    unsafe withBytes { bytes in unsafe String(decoding: bytes, as: UTF8.self) }
  }

  /// Hands over what was written, without a copy; the receiver frees it with `free`. The writer
  /// starts anew.
  package mutating func take() -> UnsafeMutableRawBufferPointer {
    let taken = unsafe UnsafeMutableRawBufferPointer(start: out.bytes, count: out.count)
    unsafe out = cjson_bytes()
    removeAll()
    return unsafe taken
  }
}
