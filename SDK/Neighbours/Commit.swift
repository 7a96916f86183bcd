/// What counts in a table's file: written last, and whole or not at all.
struct Commit: Equatable {
  var sequence: UInt64 = 0
  var rows = 0
  var dead = 0
  /// What the table's owner wants to find again, such as the revision of its source.
  var mark: Int64 = 0

  static let length = 36

  var bytes: [UInt8] {
    var writer = BlobWriter()
    writer.write(sequence)
    writer.write(UInt64(rows))
    writer.write(UInt64(dead))
    writer.write(mark)
    let crc = checksum(writer.bytes)
    writer.write(crc)
    return writer.bytes
  }

  init() {}

  init?(_ bytes: [UInt8]) {
    var reader = BlobReader(bytes)
    guard let sequence: UInt64 = reader.read(), let rows: UInt64 = reader.read(),
      let dead: UInt64 = reader.read(), let mark: Int64 = reader.read(),
      let crc: UInt32 = reader.read(), crc == checksum(Array(bytes[..<32])),
      rows <= FileLayout.maxCapacity, dead <= rows
    else { return nil }
    self.sequence = sequence
    self.rows = Int(rows)
    self.dead = Int(dead)
    self.mark = mark
  }
}
