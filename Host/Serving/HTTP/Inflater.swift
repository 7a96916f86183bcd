import CHTTP

/// Unpacks a body that was sent as gzip or deflate, as it arrives.
@safe final class Inflater {
  private static let blockSize = 64 << 10

  private let zlib: OpaquePointer
  private let block = UnsafeMutableRawBufferPointer.allocate(byteCount: blockSize, alignment: 16)
  private let limit: Int
  private var unpacked = 0
  private var isComplete = false

  /// At most `limit` bytes come out of it.
  init(limit: Int) {
    guard let zlib = unsafe ch_inflate_new() else { fatalError("out of memory") }
    unsafe self.zlib = zlib
    self.limit = limit
  }

  deinit {
    unsafe ch_zlib_free(zlib)
    unsafe block.deallocate()
  }

  func inflate(
    _ bytes: UnsafeRawBufferPointer, into receiver: any BodyReceiver
  ) throws(Problem) {
    var next = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    var rest = bytes.count
    while true {
      var out = unsafe block.baseAddress?.assumingMemoryBound(to: UInt8.self)
      var room = Self.blockSize
      let code = unsafe isComplete ? 1 : ch_inflate(zlib, &next, &rest, &out, &room)
      let count = Self.blockSize - room
      unpacked += count
      guard unpacked <= limit else {
        throw Problem(413, "too-large", "the body unpacks to more than \(limit) bytes")
      }
      if count > 0 {
        try unsafe receiver.receive(UnsafeRawBufferPointer(rebasing: block[..<count]))
      }
      if code < 0 { throw .badRequest("the body is not the gzip or deflate it is said to be") }
      if code == 1 {
        isComplete = true
        if rest > 0 { throw .badRequest("bytes follow the end of the packed body") }
        return
      }
      if room > 0 { return }
    }
  }

  /// The body has ended.
  func end() throws(Problem) {
    if !isComplete { throw .badRequest("the packed body ends too early") }
  }
}
