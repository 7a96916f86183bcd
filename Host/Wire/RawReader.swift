/// Reads what `ByteWriter` wrote, in place, from memory that another process may still change:
/// every field is loaded once and every length is checked.
@unsafe public struct RawReader {
  @usableFromInline let bytes: UnsafeRawBufferPointer
  @usableFromInline var position = 0

  @inlinable
  public init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = unsafe bytes }

  @inlinable
  public var remaining: Int { unsafe bytes.count - position }

  @inlinable
  public mutating func read<T: FixedWidthInteger & BitwiseCopyable>(
    _ type: T.Type = T.self
  ) throws(MalformedMessage) -> T {
    guard unsafe remaining >= MemoryLayout<T>.size else { throw MalformedMessage() }
    let value = unsafe bytes.loadUnaligned(fromByteOffset: position, as: T.self)
    unsafe position += MemoryLayout<T>.size
    return T(littleEndian: value)
  }

  @inlinable
  public mutating func read(_: Double.Type = Double.self) throws(MalformedMessage) -> Double {
    Double(bitPattern: try unsafe read())
  }

  @inlinable
  public mutating func read(_: Float.Type = Float.self) throws(MalformedMessage) -> Float {
    Float(bitPattern: try unsafe read())
  }

  @inlinable
  public mutating func read(_: Bool.Type = Bool.self) throws(MalformedMessage) -> Bool {
    try unsafe read(UInt8.self) != 0
  }

  /// Skips to a multiple of 8 bytes.
  @inlinable
  public mutating func align() throws(MalformedMessage) {
    let next = unsafe (position + 7) & ~7
    guard unsafe next <= bytes.count else { throw MalformedMessage() }
    unsafe position = next
  }

  /// The next `count` bytes, in place.
  @inlinable
  public mutating func take(_ count: Int) throws(MalformedMessage) -> UnsafeRawBufferPointer {
    guard count >= 0, unsafe count <= remaining else { throw MalformedMessage() }
    let part = unsafe UnsafeRawBufferPointer(rebasing: bytes[position..<position + count])
    unsafe position += count
    return unsafe part
  }

  /// A text with its length first. Bytes that are not UTF-8 are replaced.
  ///
  /// They are copied first: text that changes while it is checked would not stay checked.
  @inlinable
  public mutating func read(_: String.Type = String.self) throws(MalformedMessage) -> String {
    let count = Int(try unsafe read(UInt32.self))
    return String(decoding: unsafe [UInt8](try take(count)), as: UTF8.self)
  }

  @inlinable
  public mutating func read(_: String?.Type = String?.self) throws(MalformedMessage) -> String? {
    try unsafe read(Bool.self) ? try unsafe read(String.self) : nil
  }

  @inlinable
  public mutating func read(_: Double?.Type = Double?.self) throws(MalformedMessage) -> Double? {
    try unsafe read(Bool.self) ? try unsafe read(Double.self) : nil
  }
}
