/// Builds a binary message: little-endian numbers, and texts and blocks with their length first.
public struct ByteWriter {
  @usableFromInline var buffer: [UInt8] = []

  public init() {}

  @inlinable
  public var bytes: [UInt8] { buffer }

  /// Empties it and keeps its memory.
  @inlinable
  public mutating func reset() { buffer.removeAll(keepingCapacity: true) }

  /// Adds zeros up to a multiple of 8 bytes.
  @inlinable
  public mutating func align() {
    while buffer.count % 8 != 0 { buffer.append(0) }
  }

  /// Adds bytes without a length.
  @inlinable
  public mutating func append(_ raw: UnsafeRawBufferPointer) {
    unsafe buffer.append(contentsOf: raw)
  }

  @inlinable
  public mutating func write<T: FixedWidthInteger>(_ value: T) {
    var little = value.littleEndian
    unsafe withUnsafeBytes(of: &little) { unsafe buffer.append(contentsOf: $0) }
  }

  @inlinable
  public mutating func write(_ value: Double) { write(value.bitPattern) }
  @inlinable
  public mutating func write(_ value: Float) { write(value.bitPattern) }
  @inlinable
  public mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

  @inlinable
  public mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    buffer.append(contentsOf: text.utf8)
  }

  @inlinable
  public mutating func write(_ block: [UInt8]) {
    write(UInt32(block.count))
    buffer.append(contentsOf: block)
  }

  /// A flag, and the value if there is one.
  @inlinable
  public mutating func write(_ value: Double?) {
    write(value != nil)
    if let value { write(value) }
  }

  @inlinable
  public mutating func write(_ text: String?) {
    write(text != nil)
    if let text { write(text) }
  }

  /// A count, then each element as `body` writes it.
  @inlinable
  public mutating func write<C: Collection>(
    all elements: C, _ body: (inout ByteWriter, C.Element) -> Void
  ) {
    write(UInt32(elements.count))
    for element in elements { body(&self, element) }
  }
}
