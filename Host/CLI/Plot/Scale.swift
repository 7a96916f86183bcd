import Glibc

/// From values to places between 0 and 1, with round numbers to write beside an axis.
package struct Scale: Equatable, Sendable {
  package let bounds: ClosedRange<Double>
  package let ticks: [Double]

  /// As far as the plugin declares its values to go, or else as far as they go, rounded outwards.
  package init(values series: [TimeSeries]) {
    let values = series.lazy.flatMap(\.points).map(\.value)
    var low = series.compactMap(\.minimum).min() ?? values.min() ?? 0
    var high = series.compactMap(\.maximum).max() ?? values.max() ?? 1
    if let least = values.min() { low = min(low, least) }
    if let most = values.max() { high = max(high, most) }
    if !(high > low) { (low, high) = (low - 1, low + 1) }
    let step = Self.step(for: (high - low) / 4)
    bounds = (low / step).rounded(.down) * step...(high / step).rounded(.up) * step
    ticks = Self.multiples(of: step, in: bounds)
  }

  /// Ticks at round times, at most `count` of them.
  package init(time span: ClosedRange<Double>, ticks count: Int) {
    let length = max(span.upperBound - span.lowerBound, 1e-3)
    bounds = span.lowerBound...span.lowerBound + length
    let steps = [1.0, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 10800, 21600]
    let least = length / Double(max(count, 1))
    let step = least < 1 ? Self.step(for: least) : steps.first { $0 >= least }
    ticks = Self.multiples(of: step ?? (least / 86400).rounded(.up) * 86400, in: bounds)
  }

  /// 0 at the lower bound, 1 at the upper one.
  package func place(_ value: Double) -> Double {
    (value - bounds.lowerBound) / (bounds.upperBound - bounds.lowerBound)
  }

  /// The least of 1, 2 and 5 times a power of ten that is not below `least`.
  private static func step(for least: Double) -> Double {
    let power = pow(10, log10(least).rounded(.down))
    return [1, 2, 5, 10].map { $0 * power }.first { $0 >= least * 0.999_999 } ?? least
  }

  private static func multiples(of step: Double, in bounds: ClosedRange<Double>) -> [Double] {
    let first = (bounds.lowerBound / step - 1e-9).rounded(.up)
    let last = (bounds.upperBound / step + 1e-9).rounded(.down)
    guard last - first >= 0, last - first < 1000 else { return [] }
    return (0...Int(last - first)).map { (first + Double($0)) * step }
  }
}

extension Scale {
  /// To the digits that tell one tick from the next.
  package func label(_ value: Double) -> String {
    let step = ticks.count > 1 ? ticks[1] - ticks[0] : bounds.upperBound - bounds.lowerBound
    let factor = pow(10, max(0, -log10(step).rounded(.down)))
    let rounded = (value * factor).rounded() / factor
    return rounded == rounded.rounded() && abs(rounded) < 1e15
      ? "\(Int(rounded))" : "\(rounded)"
  }

  /// As `1:30` or `1:00:00`, with decimals only where the ticks are less than a second apart.
  package static func clock(_ time: Double) -> String {
    let isNegative = time < 0
    let milliseconds = Int((min(abs(time), 1e12) * 1000).rounded())
    let (hours, minutes) = (milliseconds / 3_600_000, milliseconds / 60_000 % 60)
    let (seconds, rest) = (milliseconds / 1000 % 60, milliseconds % 1000)
    var text = hours > 0 ? "\(hours):\(minutes < 10 ? "0" : "")\(minutes)" : "\(minutes)"
    text += ":\(seconds < 10 ? "0" : "")\(seconds)"
    if rest > 0 {
      var decimals = String(1000 + rest).dropFirst()
      while decimals.last == "0" { decimals = decimals.dropLast() }
      text += ".\(decimals)"
    }
    return (isNegative ? "-" : "") + text
  }
}
