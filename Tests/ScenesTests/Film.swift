/// A drawn film of 64x36 pixels at 25 frames per second: shots with a scene and motion of their own.
struct Film {
  static let width = 64
  static let height = 36
  static let rate = 25.0

  private(set) var frames: [[UInt8]] = []

  /// Adds a shot of `count` frames, in which a bright box crosses the picture.
  mutating func shoot(_ scene: Int, frames count: Int, light: (Int) -> Double = { _ in 1 }) {
    for moment in 0..<count {
      frames.append(Self.picture(scene, moment, light: light(moment)))
    }
  }

  /// Mixes the end of one scene with the start of the next over `count` frames.
  mutating func dissolve(from scene: Int, to next: Int, frames count: Int) {
    for moment in 0..<count {
      let share = (Double(moment) + 0.5) / Double(count)
      let first = Self.picture(scene, moment)
      let second = Self.picture(next, moment)
      frames.append(
        zip(first, second).map { UInt8(Double($0) * (1 - share) + Double($1) * share) })
    }
  }

  mutating func black(frames count: Int) {
    let frame = [UInt8](repeating: 0, count: 3 * Self.width * Self.height)
    frames += Array(repeating: frame, count: count)
  }

  /// Stripes and colours that depend on the scene.
  private static func picture(_ scene: Int, _ moment: Int, light: Double = 1) -> [UInt8] {
    var pixels: [UInt8] = []
    pixels.reserveCapacity(3 * width * height)
    let box = (moment * 2) % width
    let top = 4 + scene * 9 % 24
    for y in 0..<height {
      for x in 0..<width {
        let stripe = (x / (3 + scene % 4) + y / (4 + scene % 3)) % 2 == 0
        let inBox = x >= box && x < box + 8 && y >= top && y < top + 8
        let base = inBox ? 230.0 : stripe ? 60 + Double(scene * 37 % 100) : 120
        let tint = [1.0, 0.7, 0.5]
        for channel in 0..<3 {
          let value = base * tint[(channel + scene) % 3] * light
          pixels.append(UInt8(min(255, max(0, value))))
        }
      }
    }
    return pixels
  }
}
