import Glibc
import Plugins

/// Units of one quantity, each with its factor.
struct Units: Sendable {
  static let seconds = Units([("ms", 0.001), ("s", 1), ("min", 60), ("h", 3600)])
  static let bytes = Units([
    ("B", 1), ("KB", 1e3), ("MB", 1e6), ("GB", 1e9), ("TB", 1e12), ("KiB", 0x1p10),
    ("MiB", 0x1p20), ("GiB", 0x1p30), ("TiB", 0x1p40),
  ])

  private let units: [(name: String, factor: Double)]

  private init(_ units: [(name: String, factor: Double)]) {
    self.units = units
  }

  /// The number in `text` times the factor of its unit: "30 s", "1.5GiB".
  ///
  /// - Throws: `failure`, with what was probably meant where the unit is missing or misspelt.
  func read<Failure: Error>(
    _ text: String, _ failure: (_ closest: String?) -> Failure
  ) throws(Failure) -> Double {
    let digits = text.prefix { $0.isNumber || $0 == "." }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let number = Double(digits), number.isFinite else { throw failure(nil) }
    if let factor = units.first(where: { $0.name == unit })?.factor { return number * factor }
    if unit.isEmpty { throw failure("\(digits) \(units.first { $0.factor == 1 }?.name ?? "")") }
    throw failure(meant(String(unit)).map { "\(digits) \($0)" })
  }

  /// The value in the largest unit that leaves it short: 1 MiB, 90 s, 1500 ms.
  func text(_ value: Double) -> String {
    let whole = units.filter { value >= $0.factor && isWhole(value / $0.factor) }
    guard value > 0, let unit = whole.max(by: { $0.factor < $1.factor }) else {
      let base = units.first { $0.factor == 1 }?.name ?? ""
      return "\(Value.number(value).description) \(base)"
    }
    return "\(Int((value / unit.factor).rounded())) \(unit.name)"
  }

  private func isWhole(_ number: Double) -> Bool { abs(number - number.rounded()) < 1e-9 }

  /// The unit behind a name that is misspelt or written out.
  private func meant(_ unit: String) -> String? {
    let words = [
      "sec": "s", "secs": "s", "second": "s", "seconds": "s", "m": "min", "mins": "min",
      "minute": "min", "minutes": "min", "hr": "h", "hrs": "h", "hour": "h", "hours": "h",
      "msec": "ms", "milliseconds": "ms", "k": "KiB", "m ": "MiB", "g": "GiB", "t": "TiB",
      "bytes": "B",
    ]
    let names = units.map(\.name)
    if let word = words[unit.lowercased()], names.contains(word) { return word }
    if unit.lowercased() == "m", names.contains("MiB") { return "MiB" }
    return closestMatch(unit, among: names)
  }
}
