import Plugins

/// What a key's value may be: how it is read from text, and how it is written.
package struct ManifestRule<Value>: Sendable {
  /// A value was not what the rule asks for; perhaps this was meant.
  package struct Mismatch: Error {
    var closest: String?
  }

  /// As it reads in "it must be ...".
  let form: String
  let read: @Sendable (String) throws(Mismatch) -> Value
  let write: @Sendable (Value) -> String
}

extension ManifestRule<Bool> {
  static let boolean = ManifestRule(form: "true or false") { text throws(Mismatch) in
    switch text {
    case "true": return true
    case "false": return false
    default:
      let meaning = ["yes": "true", "on": "true", "1": "true", "no": "false", "off": "false"]
      let plain = text.lowercased()
      throw Mismatch(closest: meaning[plain] ?? closestMatch(text, among: ["true", "false"]))
    }
  } write: {
    $0 ? "true" : "false"
  }
}

extension ManifestRule<Int> {
  static func whole(_ range: ClosedRange<Int>) -> ManifestRule {
    ManifestRule(form: "a whole number from \(range.lowerBound) to \(range.upperBound)") {
      text throws(Mismatch) in
      guard let number = Int(text), range.contains(number) else { throw Mismatch() }
      return number
    } write: {
      "\($0)"
    }
  }

  /// Bytes.
  static func size(_ range: ClosedRange<Int>) -> ManifestRule {
    let form =
      "a size from \(Units.bytes.text(Double(range.lowerBound)))"
      + " to \(Units.bytes.text(Double(range.upperBound))), such as 512 MiB"
    return ManifestRule(form: form) { text throws(Mismatch) in
      let bytes = try Units.bytes.read(text, Mismatch.init)
      guard let whole = Int(exactly: bytes.rounded()), range.contains(whole) else {
        throw Mismatch()
      }
      return whole
    } write: {
      Units.bytes.text(Double($0))
    }
  }
}

extension ManifestRule<Double> {
  /// Seconds.
  static func duration(_ range: ClosedRange<Double>) -> ManifestRule {
    let form =
      "a duration from \(Units.seconds.text(range.lowerBound))"
      + " to \(Units.seconds.text(range.upperBound)), such as 30 s"
    return ManifestRule(form: form) { text throws(Mismatch) in
      let seconds = try Units.seconds.read(text, Mismatch.init)
      guard range.contains(seconds) else { throw Mismatch() }
      return seconds
    } write: {
      Units.seconds.text($0)
    }
  }
}

extension ManifestRule<String> {
  /// Any text, of which `form` says what it is for.
  package static func text(_ form: String) -> ManifestRule {
    ManifestRule(form: form) { text throws(Mismatch) in
      guard !text.isEmpty, !text.utf8.contains(0) else { throw Mismatch() }
      return text
    } write: {
      $0
    }
  }

  /// 64 hexadecimal digits.
  static let checksum = ManifestRule(form: "64 hexadecimal digits, as sha256sum prints them") {
    text throws(Mismatch) in
    guard text.utf8.count == 64, text.allSatisfy({ $0.isASCII && $0.isHexDigit }) else {
      throw Mismatch()
    }
    return text.lowercased()
  } write: {
    $0
  }
}

extension ManifestRule
where Value: RawRepresentable & CaseIterable & SendableMetatype, Value.RawValue == String {
  /// One of the cases of an enumeration.
  static var choice: ManifestRule {
    let names = Value.allCases.map(\.rawValue)
    return ManifestRule(form: listed(names)) { text throws(Mismatch) in
      guard let value = Value(rawValue: text) else {
        throw Mismatch(closest: closestMatch(text, among: names))
      }
      return value
    } write: {
      $0.rawValue
    }
  }
}

extension ManifestRule {
  /// The same, or the word `none`.
  func orNone() -> ManifestRule<Value?> {
    ManifestRule<Value?>(form: "\(form), or none") { text throws(ManifestRule<Value?>.Mismatch) in
      if text == "none" { return nil }
      do throws(Mismatch) {
        return try read(text)
      } catch {
        throw .init(closest: error.closest ?? closestMatch(text, among: ["none"]))
      }
    } write: {
      $0.map(write) ?? "none"
    }
  }
}
