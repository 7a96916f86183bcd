/// What a shared library's file says of itself, read without running any of it.
///
/// Source: System V ABI, "Object Files", and the x86-64 and AArch64 supplements. Only 64-bit
/// little-endian files are read further than their header, since no other can be loaded here.
package struct ELFFile: Equatable {
  /// `e_machine` of this host.
  #if arch(x86_64)
    static let hostMachine: UInt16 = 62
  #elseif arch(arm64)
    static let hostMachine: UInt16 = 183
  #endif

  package var machine: UInt16
  var is64BitLittleEndian: Bool
  /// Libraries that it needs, by name.
  package var needed: [String] = []
  /// Symbols that it exports.
  package var exports: Set<String> = []
  /// Version in the note of `patchbay.h`; nil without a note.
  package var abi: ABIVersion?

  /// - Returns: nil if the bytes are no ELF file, or are cut short.
  package init?(_ bytes: UnsafeRawBufferPointer) {
    let reader = unsafe ELFReader(bytes)
    guard reader.text(0, 4) == [0x7F, 0x45, 0x4C, 0x46], let machine = reader.u16(18) else {
      return nil
    }
    self.machine = machine
    is64BitLittleEndian = reader.text(4, 2) == [2, 1]
    guard is64BitLittleEndian, machine == Self.hostMachine else { return }
    guard let offset = reader.u64(40), let size = reader.u16(58), let count = reader.u16(60)
    else { return nil }
    var sections: [ELFReader.Section] = []
    for index in 0..<Int(count) {
      guard let section = reader.section(at: Int(clamping: offset) &+ index * Int(size)) else {
        return nil
      }
      sections.append(section)
    }
    for section in sections {
      let names = Int(section.link) < sections.count ? sections[Int(section.link)] : nil
      switch section.kind {
      case 6: needed = names.map { reader.needed(section, names: $0) } ?? []
      case 7: abi = reader.note(section) ?? abi
      case 11: exports = names.map { reader.exports(section, names: $0) } ?? []
      default: break
      }
    }
  }
}
