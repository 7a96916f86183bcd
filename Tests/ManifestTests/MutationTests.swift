import Manifest
import Testing

@Suite("Damaged manifests")
struct MutationTests {
  static let seed = Array(
    """
    version: 1
    host:
      listen: 127.0.0.1:8080
      libraries: [lib, "other"]
    defaults:
      grace: 1 s
    plugins:
      motion:
        memory: 512 MiB
        parameters: {limit: 3, region: '0,0'}
      scenes:

    """.utf8)

  /// Numbers that look random and are the same in every run (Knuth's MMIX constants).
  struct Generator: RandomNumberGenerator {
    var state: UInt64

    mutating func next() -> UInt64 {
      state = state &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
      return state ^ (state >> 29)
    }
  }

  @Test("a manifest with any few bytes changed is read, or refused with a place")
  func mutations() {
    var generator = Generator(state: 11)
    let alphabet = Array(" \n\t:-[]{}\"'#&*!|>%@?,~x9".utf8) + [0, 0x1B, 0x80, 0xC3, 0xFF]
    var (read, refused) = (0, 0)
    for _ in 0..<5_000 {
      var bytes = Self.seed
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<3, using: &generator) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(alphabet.randomElement(using: &generator)!, at: position)
        default: bytes[position] = alphabet.randomElement(using: &generator)!
        }
      }
      do throws(ManifestErrors) {
        _ = try Manifest(path: "plugins.yaml", bytes: bytes)
        read += 1
      } catch {
        #expect(!error.errors.isEmpty)
        #expect(error.errors.allSatisfy { $0.line ?? 0 > 0 && $0.column ?? 0 > 0 })
        #expect(error.errors.allSatisfy { !$0.message.isEmpty })
        refused += 1
      }
    }
    #expect(read > 100)
    #expect(refused > 100)
  }
}
