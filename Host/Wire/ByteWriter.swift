/// Builds a binary message: little-endian numbers, and texts and blocks with their length first.
package struct ByteWriter {
  package private(set) var bytes: [UInt8] = []

  package init() {}

  /// Empties it and keeps its memory.
  package mutating func reset() { bytes.removeAll(keepingCapacity: true) }

  /// Adds zeros up to a multiple of 8 bytes.
  package mutating func align() {
    while bytes.count % 8 != 0 { bytes.append(0) }
  }

  /// Adds bytes without a length.
  package mutating func append(_ raw: UnsafeRawBufferPointer) {
    unsafe bytes.append(contentsOf: raw)
  }

  package mutating func write<T: FixedWidthInteger>(_ value: T) {
    var little = value.littleEndian
    unsafe withUnsafeBytes(of: &little) { unsafe bytes.append(contentsOf: $0) }
  }

  package mutating func write(_ value: Double) { write(value.bitPattern) }
  package mutating func write(_ value: Float) { write(value.bitPattern) }
  package mutating func write(_ value: Bool) { write(UInt8(value ? 1 : 0)) }

  package mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  package mutating func write(_ block: [UInt8]) {
    write(UInt32(block.count))
    bytes.append(contentsOf: block)
  }

  /// A flag, and the value if there is one.
  package mutating func write(_ value: Double?) {
    write(value != nil)
    if let value { write(value) }
  }

  package mutating func write(_ text: String?) {
    write(text != nil)
    if let text { write(text) }
  }

  /// A count, then each element as `body` writes it.
  package mutating func write<C: Collection>(
    all elements: C, _ body: (inout ByteWriter, C.Element) -> Void
  ) {
    write(UInt32(elements.count))
    for element in elements { body(&self, element) }
  }
}
