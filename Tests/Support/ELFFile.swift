import Glibc

/// As much of a 64-bit little-endian ELF file as the tests look at.
package struct ELFFile {
  package struct Section {
    package var name: String
    package var type: UInt32
    package var bytes: ArraySlice<UInt8>
    fileprivate var link: Int
  }

  package let machine: UInt16
  package let sections: [Section]

  /// Reads the file at `path`; nil if it is not an ELF file.
  package init?(path: String) {
    guard let bytes = readFile(path), bytes.starts(with: [0x7f, 0x45, 0x4c, 0x46, 2, 1]) else {
      return nil
    }
    machine = UInt16(truncatingIfNeeded: Self.word(bytes, 18, 2))
    let table = Self.word(bytes, 0x28, 8)
    let entry = Self.word(bytes, 0x3a, 2)
    let headers = (0..<Self.word(bytes, 0x3c, 2)).map { table + $0 * entry }
    func contents(_ header: Int) -> ArraySlice<UInt8> {
      let start = Self.word(bytes, header + 24, 8)
      let isEmpty = Self.word(bytes, header + 4, 4) == 8  // SHT_NOBITS
      return bytes[start..<start + (isEmpty ? 0 : Self.word(bytes, header + 32, 8))]
    }
    let names = contents(headers[Self.word(bytes, 0x3e, 2)])
    sections = headers.map { header in
      Section(
        name: Self.text(names, Self.word(bytes, header, 4)),
        type: UInt32(Self.word(bytes, header + 4, 4)), bytes: contents(header),
        link: Self.word(bytes, header + 40, 4))
    }
  }

  package func section(_ name: String) -> Section? { sections.first { $0.name == name } }

  /// The names of the symbols that the file defines for others, each once.
  package var exportedSymbols: [String] {
    guard let table = section(".dynsym") else { return [] }
    let names = sections[table.link].bytes
    let symbols = Array(table.bytes)
    return stride(from: 0, to: symbols.count, by: 24).compactMap { symbol in
      let binding = symbols[symbol + 4] >> 4
      let isDefined = Self.word(symbols, symbol + 6, 2) != 0
      guard isDefined, binding == 1 || binding == 2 else { return nil }
      return Self.text(names, Self.word(symbols, symbol, 4))
    }
  }

  private static func word(_ bytes: [UInt8], _ offset: Int, _ count: Int) -> Int {
    bytes[offset..<offset + count].reversed().reduce(0) { $0 << 8 | Int($1) }
  }

  private static func text(_ bytes: ArraySlice<UInt8>, _ offset: Int) -> String {
    String(decoding: bytes[(bytes.startIndex + offset)...].prefix { $0 != 0 }, as: UTF8.self)
  }
}
