import Plugins
import TestSupport
import Testing

@Suite("A library's file")
struct LibraryFileTests {
  private let bytes: [UInt8]

  init() throws {
    bytes = try #require(readFile(try FixtureBuilder.library(.well)))
  }

  private func read(_ bytes: [UInt8]) -> Plugins.ELFFile? {
    unsafe bytes.withUnsafeBytes { unsafe Plugins.ELFFile($0) }
  }

  @Test("tells its entry, its needs and its version")
  func sound() throws {
    let file = try #require(read(bytes))
    #expect(file.exports.contains("patchbay_plugin"))
    #expect(file.needed.contains("libc.so.6"))
    #expect(file.abi == ABIVersion.host)
  }

  @Test("that is cut short anywhere is told or read, never the end of the host")
  func truncated() {
    for count in stride(from: 0, to: bytes.count, by: 53) {
      let file = read(Array(bytes[..<count]))
      // The sections' table is at the end of the file.
      #expect(file == nil)
    }
  }

  @Test("that is full of mistakes is told or read, never the end of the host")
  func noise() throws {
    var random = SmallRandom(seed: 3)
    let table = Int(bytes[0x28...0x2F].reversed().reduce(0) { $0 << 8 | UInt64($1) })
    var survived = 0
    for _ in 0..<2000 {
      var broken = bytes
      for _ in 0..<8 {
        let isInTable = random.next() % 2 == 0
        let place = isInTable ? table + Int(random.next() % 1024) : Int(random.next() % 64)
        if place < broken.count, place > 5 { broken[place] = UInt8(random.next() % 256) }
      }
      _ = read(broken)
      survived += 1
    }
    #expect(survived == 2000)
  }

  @Test("with impossible offsets is no library", arguments: [0x28, 0x2C, 0x2F])
  func offsets(place: Int) {
    var broken = bytes
    for index in place...0x2F { broken[index] = 0xFF }
    #expect(read(broken) == nil)
  }
}
