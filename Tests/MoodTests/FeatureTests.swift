import MoodAnalysis
import Numerics
import Testing

@Suite("What the network hears")
struct FeatureTests {
  private func listen(_ sound: [Float], pieces: Int) throws -> [(Int, SecondListener.Second)] {
    var listener = try SecondListener()
    var seconds: [(Int, SecondListener.Second)] = []
    for start in stride(from: 0, to: sound.count, by: pieces) {
      listener.push(sound[start..<min(start + pieces, sound.count)].span) {
        seconds.append(($0, $1))
      }
    }
    listener.finish { seconds.append(($0, $1)) }
    return seconds
  }

  private func features(_ seconds: [(Int, SecondListener.Second)]) -> [Int: [Float]] {
    var all: [Int: [Float]] = [:]
    for case (let number, .features(let row)) in seconds { all[number] = row }
    return all
  }

  @Test("is what the training heard, to a thousandth of a logarithm")
  func golden() throws {
    let row = try #require(features(listen(Sound.golden, pieces: Sound.rate))[15])
    #expect(row.count == Expected.features.count)
    for (index, (value, expected)) in zip(row, Expected.features).enumerated() {
      #expect(abs(value - expected) < 0.001, "value \(index): \(value), not \(expected)")
    }
  }

  @Test("does not depend on the pieces that the sound comes in", arguments: [100, 7777, 600_000])
  func pieces(count: Int) throws {
    let whole = features(try listen(Sound.golden, pieces: Sound.rate))
    #expect(features(try listen(Sound.golden, pieces: count)) == whole)
    #expect(whole.keys.sorted() == Array(0..<24))
  }

  @Test("leaves out seconds without a sound")
  func silence() throws {
    let sound = Sound.golden[..<(2 * Sound.rate)] + Sound.silence(seconds: 3)
    let seconds = try listen(Array(sound) + Array(Sound.golden[..<Sound.rate]), pieces: 5000)
    #expect(features(seconds).keys.sorted() == [0, 1, 5])
    let silent = seconds.compactMap { number, heard in
      if case .silent = heard { number } else { nil }
    }
    #expect(silent == [2, 3, 4])
  }

  @Test("leaves out a last second of less than 16 frames")
  func short() throws {
    let enough = 15 * 512 + 1024
    #expect(features(try listen(Array(Sound.golden[..<enough]), pieces: 1000)).count == 1)
    #expect(features(try listen(Array(Sound.golden[..<(enough - 1)]), pieces: 1000)).isEmpty)
  }

  @Test("takes what is no number for silence")
  func notNumbers() throws {
    let seconds = try listen([Float](repeating: .nan, count: 2 * Sound.rate), pieces: 1000)
    #expect(features(seconds).isEmpty)
    var sound = Array(Sound.golden[..<(2 * Sound.rate)])
    sound[300] = .infinity
    sound[400] = -.nan
    let rows = features(try listen(sound, pieces: 1000))
    #expect(rows.count == 2)
    #expect(rows.values.allSatisfy { $0.allSatisfy(\.isFinite) })
  }
}
