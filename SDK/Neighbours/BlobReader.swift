/// Reads what a ``BlobWriter`` has written. Every call gives nil when the bytes end too early.
public struct BlobReader {
  private let bytes: [UInt8]
  private var place: Int

  public init(_ bytes: [UInt8], at place: Int = 0) {
    self.bytes = bytes
    self.place = place
  }

  /// Bytes that are left.
  public var count: Int { bytes.count - place }

  public mutating func read<T: FixedWidthInteger>(_ type: T.Type = T.self) -> T? {
    let size = MemoryLayout<T>.size
    guard count >= size else { return nil }
    var value: T = 0
    for byte in 0..<size { value |= T(truncatingIfNeeded: bytes[place + byte]) << T(8 * byte) }
    place += size
    return value
  }

  public mutating func readDouble() -> Double? {
    read(UInt64.self).map { Double(bitPattern: $0) }
  }

  public mutating func readText() -> String? {
    guard let length = read(UInt32.self), count >= Int(length) else { return nil }
    defer { place += Int(length) }
    return String(decoding: bytes[place..<place + Int(length)], as: UTF8.self)
  }

  public mutating func readFloats() -> [Float]? {
    guard let length = read(UInt32.self), count >= 4 * Int(length) else { return nil }
    var values: [Float] = []
    values.reserveCapacity(Int(length))
    for _ in 0..<length { values.append(Float(bitPattern: read(UInt32.self) ?? 0)) }
    return values
  }
}
