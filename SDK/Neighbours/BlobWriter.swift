/// Writes values one after another, little-endian, for a ``BlobReader`` to read in the same order.
public struct BlobWriter {
  public private(set) var bytes: [UInt8] = []

  public init() {}

  public mutating func write<T: FixedWidthInteger>(_ value: T) {
    for byte in 0..<MemoryLayout<T>.size {
      bytes.append(UInt8(truncatingIfNeeded: value >> T(8 * byte)))
    }
  }

  public mutating func write(_ value: Double) { write(value.bitPattern) }

  public mutating func write(_ text: String) {
    write(UInt32(text.utf8.count))
    bytes.append(contentsOf: text.utf8)
  }

  public mutating func write(_ values: [Float]) {
    write(UInt32(values.count))
    bytes.reserveCapacity(bytes.count + 4 * values.count)
    for value in values { write(value.bitPattern) }
  }
}
