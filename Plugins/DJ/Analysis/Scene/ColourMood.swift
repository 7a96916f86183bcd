/// The mood that colours suggest, by Valdez and Mehrabian, "Effects of color on emotions", Journal
/// of Experimental Psychology: General 123, 1994:
///
///     pleasure  =  .69 brightness + .22 saturation
///     arousal   = -.31 brightness + .60 saturation
///     dominance = -.76 brightness + .32 saturation
///
/// Their coefficients are standardised: all five quantities are in standard deviations from the
/// mean. Brightness is the mean lightness of the picture in OKLab and saturation its mean chroma,
/// and what is usual for places was computed from the pictures that the network of places was
/// trained on (`training/colours.py`).
package struct ColourMood: Equatable, Sendable {
  /// Mean and standard deviation over pictures of places.
  static let usualBrightness: (mean: Float, deviation: Float) = (0.5104, 0.1136)
  static let usualSaturation: (mean: Float, deviation: Float) = (0.0418, 0.0230)

  /// In [-1, 1], which is two standard deviations to either side.
  package let pleasure: Float
  package let arousal: Float
  package let dominance: Float

  /// - Parameters:
  ///   - brightness: mean lightness in OKLab, 0 to 1.
  ///   - saturation: mean chroma in OKLab, 0 to about 0.32.
  package init(brightness: Float, saturation: Float) {
    let bright = Self.deviations(ofBrightness: brightness)
    let saturated = (saturation - Self.usualSaturation.mean) / Self.usualSaturation.deviation
    func scaled(_ deviations: Float) -> Float { min(max(deviations / 2, -1), 1) }
    pleasure = scaled(0.69 * bright + 0.22 * saturated)
    arousal = scaled(-0.31 * bright + 0.60 * saturated)
    dominance = scaled(-0.76 * bright + 0.32 * saturated)
  }

  /// How far a brightness is from what is usual, in standard deviations.
  static func deviations(ofBrightness brightness: Float) -> Float {
    (brightness - usualBrightness.mean) / usualBrightness.deviation
  }
}
