import JSON
import Plugins

extension Tensor {
  /// Lends each element of a BYTES tensor in turn. In JSON an element is a string: text as it is,
  /// anything else in base64.
  func forEachElement(
    isText: Bool, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    switch data {
    case .json(let value): try unsafe forEachString(of: value, isText: isText, body)
    case .binary(let bytes): try unsafe forEachBlock(of: bytes, body)
    }
  }

  private func forEachString(
    of value: JSONValue, isText: Bool, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    var failure: Problem?
    var seen = 0
    do {
      try value.forEachString { bytes in
        guard failure == nil else { return }
        seen += 1
        do throws(Problem) {
          guard !isText else {
            try unsafe Self.lend(bytes, body)
            return
          }
          let text = String(copying: unsafe UTF8Span(unchecked: bytes))
          guard let decoded = Base64.decode(text) else {
            throw .badRequest(
              "element \(seen - 1) of tensor '\(name)' is not base64; "
                + "encode it, or send the tensor as binary data")
          }
          try unsafe Self.lend(decoded.span, body)
        } catch {
          failure = error
        }
      }
    } catch {
      throw .badRequest("tensor '\(name)': \(error)")
    }
    if let failure { throw failure }
  }

  private static func lend(
    _ bytes: Span<UInt8>, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    var failure: Problem?
    unsafe bytes.withUnsafeBytes { bytes in
      do throws(Problem) { try unsafe body(bytes) } catch { failure = error }
    }
    if let failure { throw failure }
  }

  /// Each element is its length, 4 bytes little-endian, and its bytes.
  private func forEachBlock(
    of bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) throws(Problem) -> Void
  ) throws(Problem) {
    var at = 0
    var seen = 0
    let total = bytes.count
    while at < total {
      guard total - at >= 4 else { throw truncated(seen) }
      let length = unsafe Int(
        UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: at, as: UInt32.self)))
      at += 4
      guard length <= total - at else { throw truncated(seen) }
      try unsafe body(UnsafeRawBufferPointer(rebasing: bytes[at..<at + length]))
      at += length
      seen += 1
    }
    guard seen == count else { throw wrongCount(seen) }
  }

  private func truncated(_ element: Int) -> Problem {
    .badRequest(
      "tensor '\(name)': element \(element) goes beyond the tensor's binary data; "
        + "each element is its length (4 bytes, little-endian) and its bytes")
  }
}
