import MotionAnalysis

/// A drawn scene of 320x176 pixels before a camera that does not move, with noise of its own.
struct Scene {
  static let width = 320
  static let height = 176

  /// Standard deviation of the noise, grey levels.
  var noise = 2.0
  /// Multiplies the brightness.
  var gain = 1.0
  /// Brightness that a lamp at the left adds next to it, falling off to the right.
  var lamp = 0.0
  /// Pixels by which the camera trembled to the right.
  var shift = 0
  /// A box of another brightness: left, top, width, height in pixels.
  var box: (Int, Int, Int, Int)?
  var boxBrightness = 40.0

  /// One picture of it; `moment` chooses the noise.
  func pixels(_ moment: Int) -> [UInt8] {
    var random = UInt64(moment) &* 0x9E37_79B9_7F4A_7C15 &+ 1
    var pixels: [UInt8] = []
    pixels.reserveCapacity(Self.width * Self.height)
    for y in 0..<Self.height {
      for x in 0..<Self.width {
        var value = Self.surface(x - shift, y)
        if let box, x >= box.0, x < box.0 + box.2, y >= box.1, y < box.1 + box.3 {
          value += boxBrightness
        }
        value = value * gain + lamp / (1 + Double(x) / 60)
        // Four uniform values come near enough to a normal distribution.
        var sum = 0.0
        for _ in 0..<4 {
          random = random &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
          sum += Double(random >> 40) / Double(1 << 24) - 0.5
        }
        value += sum * noise * 1.732
        pixels.append(UInt8(min(255, max(0, value.rounded()))))
      }
    }
    return pixels
  }

  func picture(_ moment: Int) -> Picture {
    Picture(pixels(moment).span, width: Self.width, height: Self.height)
  }

  /// A wall with a window, a door and stripes.
  private static func surface(_ x: Int, _ y: Int) -> Double {
    if x > 200, x < 260, y > 30, y < 90 { return 150 }
    if x > 60, x < 100, y > 60 { return 55 }
    return 95 + Double((x / 20 + y / 30) % 2) * 8
  }
}
