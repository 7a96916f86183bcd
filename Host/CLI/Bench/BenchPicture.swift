/// The picture that each request of a measurement carries.
struct BenchPicture: Sendable {
  let width: Int
  let height: Int

  /// From `WIDTHxHEIGHT`.
  init?(_ text: String) {
    let sides = text.split(separator: "x", omittingEmptySubsequences: false).map { Int($0) }
    guard sides.count == 2, let width = sides[0], let height = sides[1],
      (1...16384).contains(width), (1...16384).contains(height)
    else { return nil }
    self.width = width
    self.height = height
  }

  /// Some texture, as an empty picture would be an easy one; always the same.
  func bytes(perPixel: Int) -> [UInt8] {
    var state: UInt32 = 1
    return (0..<width * height * perPixel).map { _ in
      state = state &* 1_664_525 &+ 1_013_904_223
      return UInt8(state >> 24)
    }
  }
}
