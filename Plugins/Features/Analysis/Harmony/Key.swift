import Glibc

/// The key of a track, and how sure that is.
///
/// The key whose profile correlates best with the shares of the pitch classes (Krumhansl,
/// "Cognitive foundations of musical pitch", 1990), with the profiles of Krumhansl and Kessler
/// ("Tracing the dynamic changes in perceived tonal organization", 1982).
struct Key: Equatable {
  /// 0 is C, 1 C sharp, and so on to 11; nil if no pitch was heard.
  var tonic: Int?
  var isMajor = true
  /// The correlation of the best key, less that of the best other one; 0 to 1.
  var confidence = 0.0
  /// Cents above concert pitch, at most 30 either way; what is further off is another note's.
  var tuning = 0
  /// How close to the notes of one tuning the pitches lie, from 0 (anywhere, as in speech) to 1.
  var concentration = 0.0

  static let names = ["C", "C#", "D", "D#", "E", "F", "F#", "G", "G#", "A", "A#", "B"]
  static let major = [6.35, 2.23, 3.48, 2.33, 4.38, 4.09, 2.52, 5.19, 2.39, 3.66, 2.29, 2.88]
  static let minor = [6.33, 2.68, 3.52, 5.38, 2.6, 3.53, 2.54, 4.75, 3.98, 2.69, 3.34, 3.17]

  /// Such as "F# minor".
  var name: String? {
    tonic.map { "\(Self.names[$0]) \(isMajor ? "major" : "minor")" }
  }

  init() {}

  /// - Parameter histogram: by steps of ten cents from C.
  init(of histogram: [Float]) {
    guard histogram.contains(where: { $0 > 0 }) else { return }
    let shift = Self.tuning(of: histogram)
    tuning = 10 * shift
    concentration = Self.concentration(of: histogram)
    let classes = Self.classes(of: histogram, shift: shift)
    var fits: [(fit: Double, tonic: Int, isMajor: Bool)] = []
    for tonic in 0..<12 {
      let turned = (0..<12).map { classes[($0 + tonic) % 12] }
      fits.append((Self.correlation(turned, Self.major), tonic, true))
      fits.append((Self.correlation(turned, Self.minor), tonic, false))
    }
    fits.sort { $0.fit > $1.fit }
    (tonic, isMajor) = (fits[0].tonic, fits[0].isMajor)
    confidence = max(0, min(1, fits[0].fit - fits[1].fit))
  }

  /// The shift in steps that puts most onto the twelve pitch classes; the least of equals.
  private static func tuning(of histogram: [Float]) -> Int {
    let sums = [0, 1, -1, 2, -2, 3, -3].map { shift in
      (shift: shift, sum: classes(of: histogram, shift: shift).reduce(0, +))
    }
    return sums.reduce(sums[0]) { $1.sum > $0.sum * 1.000_001 ? $1 : $0 }.shift
  }

  /// The length of the mean of all pitches, as directions of which a semitone is a full turn.
  private static func concentration(of histogram: [Float]) -> Double {
    var (real, imaginary, sum) = (0.0, 0.0, 0.0)
    for (step, value) in histogram.enumerated() {
      let angle = 2 * Double.pi * Double(step) / 10
      real += Double(value) * cos(angle)
      imaginary += Double(value) * sin(angle)
      sum += Double(value)
    }
    return (real * real + imaginary * imaginary).squareRoot() / sum
  }

  /// Twelve pitch classes, each a triangle of 40 cents to both sides.
  private static func classes(of histogram: [Float], shift: Int) -> [Double] {
    let count = histogram.count
    return (0..<12).map { pitch in
      (-3...3).reduce(0) { sum, offset in
        let place = (pitch * 10 + shift + offset + count) % count
        return sum + Double(histogram[place]) * (1 - Double(abs(offset)) / 4)
      }
    }
  }

  private static func correlation(_ one: [Double], _ other: [Double]) -> Double {
    let means = (one.reduce(0, +) / 12, other.reduce(0, +) / 12)
    var (product, squares, otherSquares) = (0.0, 0.0, 0.0)
    for (a, b) in zip(one, other) {
      product += (a - means.0) * (b - means.1)
      squares += (a - means.0) * (a - means.0)
      otherSquares += (b - means.1) * (b - means.1)
    }
    let scale = (squares * otherSquares).squareRoot()
    return scale > 0 ? product / scale : 0
  }
}
