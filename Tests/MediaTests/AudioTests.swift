import Glibc
import Media
import TestSupport
import Testing

/// Audio, of a clip with a tone of 440 Hz at half the full scale.
@Suite struct AudioTests {
  let folder = TemporaryFolder()
  let source: ByteSource

  init() throws {
    let path = try Clip.write("tone.mp4", seconds: 5, in: folder) { $0.sampleRate = 44100 }
    source = try ByteSource(path: path)
  }

  private func blocks(_ wish: AudioWish) throws -> [AudioBlock] {
    try Reading(source, [.audio(wish)]).audio[0] ?? []
  }

  @Test func `as it is: the source's rate and channels, one block after the other`() throws {
    let blocks = try blocks(AudioWish())
    #expect(blocks.allSatisfy { $0.sampleRate == 44100 && $0.channels == 1 })
    var expected = 0.0
    for block in blocks {
      #expect(abs(block.time - expected) < 1e-4)
      expected += Double(block.samples) / 44100
    }
    #expect(abs(expected - 5) < 0.05)
  }

  @Test func `resampled, mixed and cut into blocks; the last one is shorter`() throws {
    let blocks = try blocks(AudioWish(sampleRate: 16000, channels: 2, block: 4000))
    #expect(blocks.dropLast().allSatisfy { $0.samples == 4000 && $0.values.count == 8000 })
    #expect(blocks.map(\.time).prefix(3) == [0, 0.25, 0.5])
    let last = try #require(blocks.last)
    #expect(last.samples <= 4000)
    let total = blocks.map(\.samples).reduce(0, +)
    #expect(abs(total - 80000) < 800)
  }

  @Test func `blocks overlap where the hop is shorter`() throws {
    let blocks = try blocks(AudioWish(sampleRate: 8000, channels: 1, block: 1000, hop: 250))
    #expect(blocks[1].values[0..<750] == blocks[0].values[250...])
    #expect(abs(blocks[4].time - 0.125) < 1e-9)
  }

  @Test func `blocks leave samples out where the hop is longer`() throws {
    let blocks = try blocks(AudioWish(sampleRate: 8000, channels: 1, block: 100, hop: 8000))
    #expect(blocks.map(\.time).prefix(5) == [0, 1, 2, 3, 4])
    #expect(blocks.prefix(5).allSatisfy { $0.samples == 100 })
  }

  @Test func `the tone keeps its height and strength`() throws {
    let wish = AudioWish(sampleRate: 16000, channels: 1, block: 16000)
    let values = try blocks(wish)[2].values
    let strength = values.map { $0 * $0 }.reduce(0, +) / Float(values.count)
    #expect(abs(strength - 0.125) < 0.01)
    var crossings = 0
    for index in 1..<values.count where values[index - 1] < 0 && values[index] >= 0 {
      crossings += 1
    }
    #expect((438...442).contains(crossings))
  }

  @Test func `two wishes are served from one decode, each in its form`() throws {
    let reading = try Reading(
      source, [.audio(AudioWish(sampleRate: 8000)), .audio(AudioWish(sampleRate: 22050))])
    #expect(reading.audio[0]?.first?.sampleRate == 8000)
    #expect(reading.audio[1]?.first?.sampleRate == 22050)
  }
}
