import PatchbayABI
import TestSupport
import Testing

@Suite("A plugin's library, built for release")
struct LibraryTests {
  static let bundled = ["echo", "loudness", "misbehave", "slow"]

  @Test("exports one symbol", arguments: bundled)
  func symbols(name: String) throws {
    let library = try #require(ELFFile(path: BuildFolder.library(name)))
    #expect(library.exportedSymbols == ["patchbay_plugin"])
  }

  @Test("carries the note that says which contract it was built against", arguments: bundled)
  func note(name: String) throws {
    let library = try #require(ELFFile(path: BuildFolder.library(name)))
    let note = try #require(library.section(".note.patchbay"))
    let words: [UInt32] = [9, 12, 1]
    let version = [
      PATCHBAY_ABI_MAJOR, PATCHBAY_ABI_MINOR, UInt32(MemoryLayout<patchbay_descriptor>.size),
    ]
    let expected =
      words.flatMap(bytes) + Array("Patchbay\0\0\0\0".utf8) + version.flatMap(bytes)
    #expect(note.type == 7)  // SHT_NOTE: the loader maps it and tools know it
    #expect(Array(note.bytes) == expected)
  }

  private func bytes(_ word: UInt32) -> [UInt8] {
    (0..<4).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) }
  }
}
