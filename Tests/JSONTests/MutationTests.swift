import JSON
import Testing

/// Numbers that look random and are the same in every run (SplitMix64).
struct Generator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

@Suite("Damaged JSON")
struct MutationTests {
  static let seed = Array(
    #"{"id":"a\u00e9\n","n":[1,-2.5e3,0.1,null,true,false],"o":{"é":[[],{}],"":12345678901}} "#.utf8
  )

  @Test("a document with any few bytes changed is read, or refused with a place")
  func mutations() {
    var generator = Generator(state: 7)
    let alphabet = Array(#"{}[]",:\u0 truefalsn-.eE19"#.utf8) + [0, 0x1F, 0x80, 0xC3, 0xED, 0xFF]
    let parser = JSONParser()
    var (read, refused) = (0, 0)
    for _ in 0..<50_000 {
      var bytes = Self.seed
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let position = Int.random(in: 0..<bytes.count, using: &generator)
        switch Int.random(in: 0..<4, using: &generator) {
        case 0: bytes.remove(at: position)
        case 1: bytes.insert(alphabet.randomElement(using: &generator)!, at: position)
        case 2: bytes[position] = alphabet.randomElement(using: &generator)!
        default: bytes.removeSubrange(position...)
        }
        if bytes.isEmpty { break }
      }
      do {
        let value = try parser.parse(bytes)
        let again = JSONNode(value).text()
        #expect((try? JSONNode(parsing: again))?.text() == again)
        read += 1
      } catch {
        #expect(error.offset != nil || error.message.contains("occurs twice"), "\(error): \(bytes)")
        refused += 1
      }
    }
    #expect(read > 1000)
    #expect(refused > 1000)
  }
}
