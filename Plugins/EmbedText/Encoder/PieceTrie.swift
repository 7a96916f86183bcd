/// Word pieces by their bytes, for the longest piece that a word begins with.
///
/// Bytes and not strings, which are equal in Swift where they only look the same.
struct PieceTrie {
  /// From a node and a byte to the next node: `node << 8 | byte`.
  private var edges: [UInt64: UInt32] = [:]
  /// Of each node: the piece that ends there, or -1.
  private var ends: [Int32] = [-1]

  mutating func insert(_ piece: some Sequence<UInt8>, id: Int32) {
    var node: UInt32 = 0
    for byte in piece {
      let edge = UInt64(node) << 8 | UInt64(byte)
      if let next = edges[edge] {
        node = next
      } else {
        node = UInt32(ends.count)
        edges[edge] = node
        ends.append(-1)
      }
    }
    ends[Int(node)] = id
  }

  /// The longest piece that `bytes` begin with, and where the rest begins.
  func longest(in bytes: ArraySlice<UInt8>) -> (id: Int32, end: Int)? {
    var node: UInt32 = 0
    var found: (Int32, Int)?
    for index in bytes.indices {
      guard let next = edges[UInt64(node) << 8 | UInt64(bytes[index])] else { break }
      node = next
      if ends[Int(node)] >= 0 { found = (ends[Int(node)], index + 1) }
    }
    return found
  }
}
