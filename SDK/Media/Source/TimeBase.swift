internal import CMedia

/// Turns a stream's ticks into seconds of media time, and back.
///
/// Packets and frames go through the same arithmetic, so equal ticks are equal seconds.
struct TimeBase: Equatable, Sendable {
  let numerator: Int64
  let denominator: Int64
  /// Ticks that are taken off, so that media time starts near 0.
  let shift: Int64

  init(_ rational: AVRational, shift: Double) {
    numerator = Int64(rational.num)
    denominator = Int64(max(rational.den, 1))
    // Whole ticks: 3.2 s stay 3.2 s.
    let ticks = shift * Double(denominator) / Double(max(numerator, 1))
    self.shift = Int64(exactly: ticks.rounded()) ?? 0
  }

  func seconds(_ ticks: Int64) -> Double {
    duration(ticks &- shift)
  }

  /// Of a length of time rather than a point in it.
  func duration(_ ticks: Int64) -> Double {
    (Double(ticks) * Double(numerator)) / Double(denominator)
  }

  func ticks(_ seconds: Double) -> Int64 {
    let value = seconds * Double(denominator) / Double(max(numerator, 1))
    return (Int64(exactly: value.rounded()) ?? (value < 0 ? .min / 4 : .max / 4)) &+ shift
  }

  var rational: AVRational {
    AVRational(num: CInt(clamping: numerator), den: CInt(clamping: denominator))
  }
}
