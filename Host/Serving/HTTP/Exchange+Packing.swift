import CHTTP
import Glibc

extension Exchange {
  /// Bytes below which packing costs more than it saves.
  private static let leastPacked = 1024

  /// An answer with `bytes`, which come from `malloc`; packed if the client asked for it.
  func packedResponse(
    _ bytes: UnsafeMutableRawBufferPointer, type: StaticString
  ) -> Response {
    guard bytes.count >= Self.leastPacked, let encoding = acceptedEncoding else {
      return unsafe Response(200, owning: bytes, type: type)
    }
    defer { unsafe free(bytes.baseAddress) }
    let packed = unsafe Self.pack(UnsafeRawBufferPointer(bytes), gzip: encoding == "gzip")
    let response = unsafe Response(200, owning: packed, type: type)
    response.addHeader("Content-Encoding", encoding)
    response.addHeader("Vary", "Accept-Encoding")
    return response
  }

  /// The first of gzip and deflate that the client takes.
  private var acceptedEncoding: String? {
    guard let accepted = head.header("Accept-Encoding")?.lowercased() else { return nil }
    for item in accepted.split(separator: ",") {
      let parts = item.split(separator: ";").map { $0.filter { $0 != " " } }
      guard let name = parts.first, name == "gzip" || name == "deflate" else { continue }
      let isRefused = parts.dropFirst().contains { $0 == "q=0" || $0.hasPrefix("q=0.0") }
      if !isRefused { return name }
    }
    return nil
  }

  @unsafe private static func pack(
    _ bytes: UnsafeRawBufferPointer, gzip: Bool
  ) -> UnsafeMutableRawBufferPointer {
    guard let zlib = unsafe ch_deflate_new(gzip ? 1 : 0) else { fatalError("out of memory") }
    defer { unsafe ch_zlib_free(zlib) }
    var capacity = bytes.count / 2 + 1024
    var start = unsafe malloc(capacity)
    var count = 0
    var next = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var rest = bytes.count
    while true {
      var out = unsafe start?.assumingMemoryBound(to: UInt8.self).advanced(by: count)
      var room = capacity - count
      let code = unsafe ch_deflate(zlib, &next, &rest, &out, &room, 1)
      count = capacity - room
      if code != 0 { break }
      capacity *= 2
      unsafe start = realloc(start, capacity)
    }
    return unsafe UnsafeMutableRawBufferPointer(start: start, count: count)
  }
}
