/// Dates as tags have them, in the form in which the catalogue keeps them.
package enum IsoDate {
  /// The ISO date, or as much of it as `text` begins with: "1977", "1977-10", "1977-10-14". Empty
  /// where it begins with no year.
  package static func text(_ text: String) -> String {
    let parts = text.prefix { $0.isASCII && ($0.isNumber || $0 == "-") }.split(
      separator: "-", omittingEmptySubsequences: false)
    guard let year = parts.first, year.count == 4, let number = Int(year), number > 0 else {
      return ""
    }
    var date = String(year)
    for (part, most) in zip(parts.dropFirst().prefix(2), [12, 31]) {
      guard part.count == 2, let number = Int(part), (1...most).contains(number) else { break }
      date += "-" + part
    }
    return date
  }
}
