/// Writes one JSON object on one line.
struct JSONLine {
  private var fields: [String] = []

  var text: String { "{\(fields.joined(separator: ","))}" }

  mutating func add(_ name: String, _ value: String) {
    fields.append("\(JSONLine.quoted(name)):\(JSONLine.quoted(value))")
  }

  /// Numbers that JSON cannot hold are left out.
  mutating func add(_ name: String, _ value: Double) {
    if value.isFinite { fields.append("\(JSONLine.quoted(name)):\(JSONLine.number(value))") }
  }

  /// `value` is JSON already.
  mutating func add(_ name: String, json value: String) {
    fields.append("\(JSONLine.quoted(name)):\(value)")
  }

  static func array(_ elements: [String]) -> String { "[\(elements.joined(separator: ","))]" }

  private static func number(_ value: Double) -> String {
    if value == value.rounded(), abs(value) < 1e15 { return String(Int(value)) }
    return String(value)
  }

  private static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      switch scalar {
      case "\"": result += "\\\""
      case "\\": result += "\\\\"
      case "\n": result += "\\n"
      case "\t": result += "\\t"
      case "\u{0}"..<"\u{20}":
        let digits = String(scalar.value, radix: 16)
        result += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
      default: result.unicodeScalars.append(scalar)
      }
    }
    return result + "\""
  }
}
