import Glibc

/// The weighting of ITU-R BS.1770: a shelf for the head, a high pass for the ear.
///
/// The standard gives the coefficients at 48 kHz; these are of the analogue filters behind them,
/// brought to any rate by the bilinear transform (Mansbridge, Finn and Reiss, "Implementation and
/// evaluation of autonomous multi-track fader control", 2012).
enum KWeighting {
  /// b0, b1, b2, a1, a2 of the shelf, then those of the high pass.
  static func filters(rate: Double) -> [Double] {
    shelf(rate: rate, hertz: 1681.974450955533, decibels: 3.999843853973347, q: 0.7071752369554196)
      + highPass(rate: rate, hertz: 38.13547087602444, q: 0.5003270373238773)
  }

  private static func shelf(rate: Double, hertz: Double, decibels: Double, q: Double) -> [Double] {
    let k = tan(.pi * hertz / rate)
    let high = pow(10, decibels / 20)
    let middle = pow(high, 0.4996667741545416)
    let scale = 1 + k / q + k * k
    return [
      (high + middle * k / q + k * k) / scale, 2 * (k * k - high) / scale,
      (high - middle * k / q + k * k) / scale, 2 * (k * k - 1) / scale,
      (1 - k / q + k * k) / scale,
    ]
  }

  private static func highPass(rate: Double, hertz: Double, q: Double) -> [Double] {
    let k = tan(.pi * hertz / rate)
    let scale = 1 + k / q + k * k
    return [1, -2, 1, 2 * (k * k - 1) / scale, (1 - k / q + k * k) / scale]
  }
}
