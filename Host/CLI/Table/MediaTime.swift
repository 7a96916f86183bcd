import Serving

/// A time in media, in seconds, as people write it: `90`, `1:30` or `0:01:30.5`.
package struct MediaTime: Equatable {
  package let seconds: Double

  package init(seconds: Double) { self.seconds = seconds }

  /// Nil where `text` is no time.
  package init?(_ text: String) {
    var seconds = 0.0
    let parts = text.split(separator: ":", omittingEmptySubsequences: false)
    guard parts.count <= 3 else { return nil }
    for (index, part) in parts.enumerated() {
      guard part.utf8.first != UInt8(ascii: "-"), part.utf8.first != UInt8(ascii: "+"),
        let number = Double(part), number.isFinite
      else { return nil }
      if index > 0, number >= 60 { return nil }
      // Only the last part may have a fraction.
      if index < parts.count - 1, number != number.rounded() { return nil }
      seconds = seconds * 60 + number
    }
    self.seconds = seconds
  }

  /// As `0:01:30.500`, to the millisecond; `separator` stands before the milliseconds.
  package func clock(padHours: Bool = false, separator: String = ".") -> String {
    // A plugin may name any time; no medium is 30,000 years long.
    let milliseconds = Int((min(max(seconds, -1e12), 1e12) * 1000).rounded())
    let hours = milliseconds / 3_600_000
    let clock = "\(padHours && hours < 10 ? "0" : "")\(hours)"
    return clock + ":" + Self.two(milliseconds / 60_000 % 60) + ":"
      + Self.two(milliseconds / 1000 % 60) + separator + Self.three(milliseconds % 1000)
  }

  private static func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }

  private static func three(_ number: Int) -> String {
    number < 10 ? "00\(number)" : number < 100 ? "0\(number)" : "\(number)"
  }
}
