/// What counts in a table's file: written last, and whole or not at all.
struct Commit: Equatable {
  var sequence: UInt64 = 0
  var rows = 0
  /// Which rows are dead: the sum of ``mark(of:)`` over them.
  var dead: UInt64 = 0
  /// What the table's owner wants to find again, such as the revision of its source.
  var mark: Int64 = 0

  static let length = 36

  var bytes: [UInt8] {
    var writer = BlobWriter()
    writer.write(sequence)
    writer.write(UInt64(rows))
    writer.write(dead)
    writer.write(mark)
    let crc = checksum(writer.bytes)
    writer.write(crc)
    return writer.bytes
  }

  init() {}

  /// A number of a row that no others add up to by chance (the last steps of SplitMix64).
  static func mark(of row: Int) -> UInt64 {
    var word = UInt64(row) &+ 0x9E37_79B9_7F4A_7C15
    word = (word ^ word >> 30) &* 0xBF58_476D_1CE4_E5B9
    word = (word ^ word >> 27) &* 0x94D0_49BB_1331_11EB
    return word ^ word >> 31
  }

  init?(_ bytes: [UInt8]) {
    var reader = BlobReader(bytes)
    guard let sequence: UInt64 = reader.read(), let rows: UInt64 = reader.read(),
      let dead: UInt64 = reader.read(), let mark: Int64 = reader.read(),
      let crc: UInt32 = reader.read(), crc == checksum(Array(bytes[..<32])),
      rows <= FileLayout.maxCapacity
    else { return nil }
    self.sequence = sequence
    self.rows = Int(rows)
    self.dead = dead
    self.mark = mark
  }
}
