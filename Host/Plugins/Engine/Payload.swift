/// Bytes of one input, owned until the last reference goes away, aligned to 64 bytes.
@safe package final class Payload: @unchecked Sendable {  // filled by one thread, then only read
  package let count: Int
  private let base: UnsafeMutableRawPointer

  /// `count` bytes, not initialised.
  package init(count: Int) {
    self.count = count
    unsafe base = .allocate(byteCount: max(count, 1), alignment: 64)
  }

  package convenience init(_ bytes: some Collection<UInt8>) {
    self.init(count: bytes.count)
    unsafe mutableBytes.copyBytes(from: bytes)
  }

  deinit { unsafe base.deallocate() }

  @unsafe package var mutableBytes: UnsafeMutableRawBufferPointer {
    unsafe UnsafeMutableRawBufferPointer(start: base, count: count)
  }

  @unsafe package var bytes: UnsafeRawBufferPointer {
    unsafe UnsafeRawBufferPointer(start: base, count: count)
  }
}
