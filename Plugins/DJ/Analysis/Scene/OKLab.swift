import Glibc

/// A colour in OKLab: lightness from 0 to 1, green to red, blue to yellow.
///
/// Equal distances look about equally different. Source: Björn Ottosson, "A perceptual color space
/// for image processing", 2020.
package struct OKLab: Equatable, Sendable {
  package var lightness: Float
  package var a: Float
  package var b: Float

  package init(_ lightness: Float, _ a: Float, _ b: Float) {
    (self.lightness, self.a, self.b) = (lightness, a, b)
  }

  /// Converts sRGB, each part from 0 to 255.
  package init(red: Float, green: Float, blue: Float) {
    let (red, green, blue) = (Self.linear(red), Self.linear(green), Self.linear(blue))
    let long = cbrtf(0.4122214708 * red + 0.5363325363 * green + 0.0514459929 * blue)
    let middle = cbrtf(0.2119034982 * red + 0.6806995451 * green + 0.1073969566 * blue)
    let short = cbrtf(0.0883024619 * red + 0.2817188376 * green + 0.6299787005 * blue)
    lightness = 0.2104542553 * long + 0.7936177850 * middle - 0.0040720468 * short
    a = 1.9779984951 * long - 2.4285922050 * middle + 0.4505937099 * short
    b = 0.0259040371 * long + 0.7827717662 * middle - 0.8086757660 * short
  }

  /// Distance from grey: 0 to about 0.32.
  package var chroma: Float { (a * a + b * b).squareRoot() }

  package func squaredDistance(to other: OKLab) -> Float {
    let (x, y, z) = (lightness - other.lightness, a - other.a, b - other.b)
    return x * x + y * y + z * z
  }

  /// As sRGB, "#rrggbb"; what sRGB cannot show is cut off at its edge.
  package var hex: String {
    let long = lightness + 0.3963377774 * a + 0.2158037573 * b
    let middle = lightness - 0.1055613458 * a - 0.0638541728 * b
    let short = lightness - 0.0894841775 * a - 1.2914855480 * b
    let (l, m, s) = (long * long * long, middle * middle * middle, short * short * short)
    let parts = [
      4.0767416621 * l - 3.3077115913 * m + 0.2309699292 * s,
      -1.2684380046 * l + 2.6097574011 * m - 0.3413193965 * s,
      -0.0041960863 * l - 0.7034186147 * m + 1.7076147010 * s,
    ]
    let digits = Array("0123456789abcdef")
    return parts.reduce(into: "#") { text, part in
      let byte = Int(Self.encoded(part).rounded())
      text.append(digits[byte >> 4])
      text.append(digits[byte & 15])
    }
  }

  private static func linear(_ value: Float) -> Float {
    let part = value / 255
    return part <= 0.04045 ? part / 12.92 : powf((part + 0.055) / 1.055, 2.4)
  }

  private static func encoded(_ value: Float) -> Float {
    let part = min(max(value, 0), 1)
    return 255 * (part <= 0.0031308 ? 12.92 * part : 1.055 * powf(part, 1 / 2.4) - 0.055)
  }
}
