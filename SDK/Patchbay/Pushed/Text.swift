import PatchbayABI

/// One text, lent for the call.
@safe public struct Text: ~Copyable {
  @usableFromInline let raw: UnsafePointer<patchbay_text>
  let outline: Outline

  init(_ raw: UnsafePointer<patchbay_text>, _ outline: Outline) {
    unsafe self.raw = raw
    self.outline = outline
  }

  /// The name of the input that the text came in by: its role.
  public var input: String { outline.inputs[Int(unsafe raw.pointee.port)].name }

  /// A copy that may outlive the call.
  public var string: String {
    withUTF8 { unsafe $0.withUnsafeBufferPointer { unsafe String(decoding: $0, as: UTF8.self) } }
  }

  /// Lends the text's bytes.
  @inlinable public func withUTF8<Result: ~Copyable, Failure: Error>(
    _ body: (Span<UInt8>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let length = unsafe raw.pointee.length
    let start = unsafe UnsafeRawPointer(raw.pointee.bytes)
    let bytes = unsafe UnsafeBufferPointer(
      start: start?.assumingMemoryBound(to: UInt8.self), count: length)
    return try unsafe body(bytes.span)
  }
}
