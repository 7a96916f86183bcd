import Numerics
import Testing

@Suite("Sound cut into frames")
struct FrameStreamTests {
  private func frames(_ pieces: [[Float]], length: Int, hop: Int) -> [[Float]] {
    var stream = FrameStream(length: length, hop: hop)
    var frame = [Float](repeating: 0, count: length)
    var frames: [[Float]] = []
    for piece in pieces {
      stream.push(piece.span)
      while stream.next(into: &frame) { frames.append(frame) }
    }
    return frames
  }

  @Test("overlaps frames, and leaves out what does not fill one")
  func overlap() {
    #expect(
      frames([[1, 2, 3, 4, 5, 6, 7, 8]], length: 4, hop: 2)
        == [[1, 2, 3, 4], [3, 4, 5, 6], [5, 6, 7, 8]])
    #expect(frames([[1, 2, 3, 4, 5]], length: 4, hop: 2) == [[1, 2, 3, 4]])
    #expect(frames([[1, 2, 3]], length: 4, hop: 2) == [])
  }

  @Test("passes over samples where the hop is longer than a frame")
  func gaps() {
    #expect(
      frames([[1, 2, 3], [4], [5, 6, 7, 8, 9]], length: 2, hop: 4) == [[1, 2], [5, 6]])
  }

  @Test("makes the same frames of any pieces")
  func pieces() {
    let samples = (0..<100).map { Float($0) }
    let whole = frames([samples], length: 10, hop: 3)
    #expect(whole.count == 31)
    for size in [1, 2, 7, 50] {
      let pieces = stride(from: 0, to: 100, by: size).map {
        Array(samples[$0..<min(100, $0 + size)])
      }
      #expect(frames([[]] + pieces, length: 10, hop: 3) == whole)
    }
  }

  @Test("counts samples that are no numbers, or absurd, as zero")
  func clean() {
    let samples: [Float] = [1, .nan, .infinity, -.infinity, 1e30, -10_000, 10_000, -0.5]
    #expect(
      frames([samples], length: 8, hop: 8) == [[1, 0, 0, 0, 0, -10_000, 10_000, -0.5]])
  }
}
