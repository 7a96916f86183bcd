/// A message that ends early or holds what its kind does not allow.
public struct MalformedMessage: Error, Equatable {
  @inlinable public init() {}
}

/// Reads what `ByteWriter` wrote. The bytes may come from a process that lies.
package struct ByteReader {
  private let bytes: [UInt8]
  private var position = 0

  package init(_ bytes: [UInt8]) { self.bytes = bytes }

  package var remaining: Int { bytes.count - position }

  package mutating func read<T: FixedWidthInteger>(
    _ type: T.Type = T.self
  ) throws(MalformedMessage) -> T {
    let size = MemoryLayout<T>.size
    guard remaining >= size else { throw MalformedMessage() }
    var value: T = 0
    for index in 0..<size {
      value |= T(truncatingIfNeeded: bytes[position + index]) << T(8 * index)
    }
    position += size
    return value
  }

  package mutating func read(_: Double.Type = Double.self) throws(MalformedMessage) -> Double {
    Double(bitPattern: try read())
  }

  package mutating func read(_: Float.Type = Float.self) throws(MalformedMessage) -> Float {
    Float(bitPattern: try read())
  }

  package mutating func read(_: Bool.Type = Bool.self) throws(MalformedMessage) -> Bool {
    switch try read(UInt8.self) {
    case 0: false
    case 1: true
    default: throw MalformedMessage()
    }
  }

  package mutating func read(_: [UInt8].Type = [UInt8].self) throws(MalformedMessage) -> [UInt8] {
    let count = Int(try read(UInt32.self))
    guard count <= remaining else { throw MalformedMessage() }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// Bytes that are not UTF-8 are replaced.
  package mutating func read(_: String.Type = String.self) throws(MalformedMessage) -> String {
    String(decoding: try read([UInt8].self), as: UTF8.self)
  }

  package mutating func read(_: Double?.Type = Double?.self) throws(MalformedMessage) -> Double? {
    try read(Bool.self) ? try read(Double.self) : nil
  }

  package mutating func read(_: String?.Type = String?.self) throws(MalformedMessage) -> String? {
    try read(Bool.self) ? try read(String.self) : nil
  }

  /// A count, then each element as `body` reads it.
  package mutating func readAll<T>(
    _ body: (inout ByteReader) throws(MalformedMessage) -> T
  ) throws(MalformedMessage) -> [T] {
    let count = Int(try read(UInt32.self))
    guard count <= remaining else { throw MalformedMessage() }  // every element has a byte
    var elements: [T] = []
    elements.reserveCapacity(min(count, 4096))
    for _ in 0..<count { elements.append(try body(&self)) }
    return elements
  }
}
