/// Where everything lies in the file of a table.
///
///     0      header: magic, version, sizes, checksums
///     512    commit, every other one
///     1024   commit, the others
///     4096   attachment: what the table's owner keeps there
///     rows   for each row: id, checksum, state, the vector, zeros up to a multiple of 16 bytes
///
/// All numbers are little-endian. Room for `capacity` rows is laid out from the start; what is
/// not written yet is a hole that takes no space on the disk.
struct FileLayout: Equatable {
  static let magic = Array("PatchNN\u{1}".utf8)
  static let version: UInt32 = 1
  static let page = 4096
  static let rowHead = 16
  static let maxDimensions = 4096
  static let maxCapacity = 1 << 28
  static let maxAttachment = 1 << 28

  let dimensions: Int
  let capacity: Int
  let attachmentLength: Int

  var rowSize: Int { (Self.rowHead + 4 * dimensions + 15) / 16 * 16 }
  var rows: Int {
    Self.page + (attachmentLength + Self.page - 1) / Self.page * Self.page
  }
  var fileSize: Int { rows + capacity * rowSize }

  func row(_ index: Int) -> Int { rows + index * rowSize }
  /// Where the commit with this number lies.
  static func commit(_ sequence: UInt64) -> Int { 512 + 512 * Int(sequence % 2) }

  func header(attachmentChecksum: UInt32) -> [UInt8] {
    var writer = BlobWriter()
    writer.write(Self.version)
    writer.write(UInt32(dimensions))
    writer.write(UInt64(capacity))
    writer.write(UInt64(attachmentLength))
    writer.write(attachmentChecksum)
    let bytes = Self.magic + writer.bytes
    writer = BlobWriter()
    writer.write(checksum(bytes))
    return bytes + writer.bytes
  }

  static let headerLength = 40

  /// Reads a header; nil if it is none, or none of this version.
  static func read(_ bytes: [UInt8]) -> (FileLayout, attachmentChecksum: UInt32)? {
    guard bytes.count >= headerLength, bytes.starts(with: magic) else { return nil }
    var reader = BlobReader(bytes, at: magic.count)
    guard let version: UInt32 = reader.read(), version == self.version,
      let dimensions: UInt32 = reader.read(), (1...UInt32(maxDimensions)).contains(dimensions),
      let capacity: UInt64 = reader.read(), capacity <= maxCapacity,
      let length: UInt64 = reader.read(), length <= maxAttachment,
      let attachmentChecksum: UInt32 = reader.read(), let crc: UInt32 = reader.read(),
      crc == checksum(Array(bytes[..<(headerLength - 4)]))
    else { return nil }
    let layout = FileLayout(
      dimensions: Int(dimensions), capacity: Int(capacity), attachmentLength: Int(length))
    return (layout, attachmentChecksum)
  }
}
