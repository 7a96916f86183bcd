/// Bounds-checked reads of a 64-bit little-endian ELF file.
@safe struct ELFReader {
  struct Section {
    var kind: UInt32
    var offset: Int
    var size: Int
    /// The section that holds this one's names.
    var link: UInt32
    var entrySize: Int
  }

  private let bytes: UnsafeRawBufferPointer

  @unsafe init(_ bytes: UnsafeRawBufferPointer) { unsafe self.bytes = bytes }

  func text(_ offset: Int, _ count: Int) -> [UInt8]? {
    guard offset >= 0, count >= 0, unsafe offset <= bytes.count - count else { return nil }
    return unsafe Array(bytes[offset..<offset + count])
  }

  func u16(_ offset: Int) -> UInt16? { integer(offset) }
  func u32(_ offset: Int) -> UInt32? { integer(offset) }
  func u64(_ offset: Int) -> UInt64? { integer(offset) }

  private func integer<T: FixedWidthInteger & BitwiseCopyable>(_ offset: Int) -> T? {
    guard offset >= 0, unsafe offset <= bytes.count - MemoryLayout<T>.size else { return nil }
    return unsafe T(littleEndian: bytes.loadUnaligned(fromByteOffset: offset, as: T.self))
  }

  func section(at offset: Int) -> Section? {
    guard offset >= 0, unsafe offset < bytes.count, let kind = u32(offset + 4),
      let start = u64(offset + 24), let size = u64(offset + 32),
      let link = u32(offset + 40), let entrySize = u64(offset + 56)
    else { return nil }
    return Section(
      kind: kind, offset: Int(clamping: start), size: Int(clamping: size), link: link,
      entrySize: Int(clamping: entrySize))
  }

  private func name(_ names: Section, _ index: Int) -> String? {
    guard index < names.size else { return nil }
    let start = names.offset &+ index
    var end = start
    while let byte: UInt8 = integer(end), byte != 0, end - start < 4096 { end += 1 }
    return text(start, end &- start).map { String(decoding: $0, as: UTF8.self) }
  }

  /// DT_NEEDED entries of a dynamic section.
  func needed(_ section: Section, names: Section) -> [String] {
    var found: [String] = []
    for at in stride(from: section.offset, to: section.offset &+ section.size, by: 16) {
      guard let tag = u64(at), let value = u64(at + 8), tag != 0 else { break }
      if tag == 1, let name = name(names, Int(clamping: value)) { found.append(name) }
    }
    return found
  }

  /// Global and weak symbols that are defined here, of a dynamic symbol table.
  func exports(_ section: Section, names: Section) -> Set<String> {
    var found: Set<String> = []
    for at in stride(from: section.offset, to: section.offset &+ section.size, by: 24) {
      guard let index = u32(at), let info: UInt8 = integer(at + 4), let home = u16(at + 6) else {
        break
      }
      let isGlobal = info >> 4 == 1 || info >> 4 == 2
      if isGlobal, home != 0, home < 0xFF00, let name = name(names, Int(index)) {
        found.insert(name)
      }
    }
    return found
  }

  /// The version in Patchbay's note, if this note section holds it.
  func note(_ section: Section) -> ABIVersion? {
    var at = section.offset
    while at < section.offset &+ section.size {
      guard let nameSize = u32(at), let size = u32(at + 4), let type = u32(at + 8) else { break }
      let content = at + 12 + (Int(nameSize) + 3) / 4 * 4
      if type == 1, text(at + 12, Int(nameSize)) == Array("Patchbay\0".utf8),
        let major = u32(content), let minor = u32(content + 4)
      {
        return ABIVersion(major: major, minor: minor)
      }
      at = content + (Int(size) + 3) / 4 * 4
    }
    return nil
  }
}
