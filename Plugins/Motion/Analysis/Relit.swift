/// A reference picture as it would look with another contrast, in eighths of a grey level.
struct Relit {
  let pixels: [Picture.Octet]
  let lows: [Picture.Octet]
  let highs: [Picture.Octet]

  /// The picture as it is; shares its memory.
  init(_ picture: Picture) {
    (pixels, lows, highs) = (picture.pixels, picture.lows, picture.highs)
  }

  init(_ picture: Picture, gain: Float) {
    pixels = Self.scaled(picture.pixels, gain)
    lows = Self.scaled(picture.lows, gain)
    highs = Self.scaled(picture.highs, gain)
  }

  /// With a gain of at most 5, values stay below 10,200.
  private static func scaled(_ values: [Picture.Octet], _ gain: Float) -> [Picture.Octet] {
    let factor = SIMD8<Float>(repeating: gain)
    return values.map { Picture.Octet(SIMD8<Float>($0) * factor, rounding: .toNearestOrEven) }
  }
}
