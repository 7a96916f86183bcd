extension JSONDiagnosis {
  /// The next byte, or nil at the end.
  func peek(_ bytes: borrowing Span<UInt8>) -> UInt8? {
    at < bytes.count ? bytes[at] : nil
  }

  /// What stands here, for "expected ..., found ...".
  func found(_ bytes: borrowing Span<UInt8>) -> String {
    guard let byte = peek(bytes) else { return "the end" }
    switch byte {
    case 0x21...0x7E: return "'\(Character(Unicode.Scalar(byte)))'"
    case UInt8(ascii: "\n"), UInt8(ascii: "\r"): return "the end of the line"
    case 0x80...: return "text outside quotes"
    default: return "byte 0x" + String(byte, radix: 16, uppercase: true)
    }
  }

  mutating func skipSpace(_ bytes: borrowing Span<UInt8>) {
    while let byte = peek(bytes), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 {
      at += 1
    }
  }

  /// true, false or null.
  mutating func word(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = at
    var word = ""
    while let byte = peek(bytes), Self.isWordByte(byte) {
      word.unicodeScalars.append(Unicode.Scalar(byte))
      at += 1
    }
    if ["true", "false", "null"].contains(word) { return }
    at = start
    if word.isEmpty {
      throw Fault(message: "expected a value, found \(found(bytes))", offset: start)
    }
    let hint =
      ["NaN", "Infinity"].contains(word)
      ? "; JSON has no such number, and a tensor has null in its place" : ""
    throw Fault(message: "expected a value, found \(word)\(hint)", offset: start)
  }

  private static func isWordByte(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"): true
    default: false
    }
  }

  mutating func string(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = at
    at += 1
    while let byte = peek(bytes) {
      switch byte {
      case UInt8(ascii: "\""):
        at += 1
        return
      case UInt8(ascii: "\\"): try escape(bytes)
      case ..<0x20:
        throw Fault(message: "\(found(bytes)) in a string must be escaped", offset: at)
      default: at += 1
      }
    }
    throw Fault(message: "the string that starts here has no end", offset: start)
  }

  private mutating func escape(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = at
    at += 1
    switch peek(bytes) {
    case UInt8(ascii: "u"):
      at += 1
      let first = try hex(bytes, start)
      guard (0xD800...0xDFFF).contains(first) else { return }
      guard first < 0xDC00, peek(bytes) == UInt8(ascii: "\\"), at + 1 < bytes.count,
        bytes[at + 1] == UInt8(ascii: "u")
      else { throw Fault(message: "half of a surrogate pair", offset: start) }
      at += 2
      guard (0xDC00...0xDFFF).contains(try hex(bytes, start)) else {
        throw Fault(message: "half of a surrogate pair", offset: start)
      }
    case .some(let byte) where #""\/bfnrt"#.utf8.contains(byte): at += 1
    default: throw Fault(message: "unknown escape in a string", offset: start)
    }
  }

  private mutating func hex(_ bytes: borrowing Span<UInt8>, _ start: Int) throws(Fault) -> UInt32 {
    var value: UInt32 = 0
    for _ in 0..<4 {
      guard let byte = peek(bytes),
        let digit = Character(Unicode.Scalar(byte)).hexDigitValue
      else { throw Fault(message: "\\u needs four hexadecimal digits", offset: start) }
      value = value * 16 + UInt32(digit)
      at += 1
    }
    return value
  }

  mutating func number(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = at
    var text = ""
    while let byte = peek(bytes), "+-.eE0123456789".utf8.contains(byte) {
      text.unicodeScalars.append(Unicode.Scalar(byte))
      at += 1
    }
    let shown = text.utf8.count > 40 ? "\(text.prefix(40))..." : text
    guard let isInteger = Self.isInteger(text) else {
      throw Fault(message: "\(shown) is not a number", offset: start)
    }
    let isTooLarge =
      isInteger ? Int64(text) == nil && UInt64(text) == nil : Double(text)?.isFinite != true
    if isTooLarge {
      let hint = isInteger ? " for an integer; write it with an exponent" : ""
      throw Fault(message: "the number \(shown) is too large\(hint)", offset: start)
    }
  }

  /// Whether a number has neither fraction nor exponent; nil where it is no number of JSON.
  private static func isInteger(_ text: String) -> Bool? {
    var rest = Substring(text)
    if rest.first == "-" { rest.removeFirst() }
    let whole = rest.prefix { $0.isWholeNumber }
    guard !whole.isEmpty, whole.count == 1 || whole.first != "0" else { return nil }
    rest = rest.dropFirst(whole.count)
    if rest.isEmpty { return true }
    if rest.first == "." {
      let fraction = rest.dropFirst().prefix { $0.isWholeNumber }
      guard !fraction.isEmpty else { return nil }
      rest = rest.dropFirst(1 + fraction.count)
    }
    if rest.first == "e" || rest.first == "E" {
      rest.removeFirst()
      if rest.first == "+" || rest.first == "-" { rest.removeFirst() }
      let exponent = rest.prefix { $0.isWholeNumber }
      guard !exponent.isEmpty else { return nil }
      rest = rest.dropFirst(exponent.count)
    }
    return rest.isEmpty ? false : nil
  }

  /// simdjson checks the whole text first, and so does this.
  func checkUTF8(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    var index = 0
    while index < bytes.count {
      let length = Self.sequenceLength(bytes, at: index)
      guard length > 0 else {
        let byte = String(bytes[index], radix: 16, uppercase: true)
        throw Fault(message: "the text is not UTF-8: byte 0x\(byte)", offset: index)
      }
      index += length
    }
  }

  /// Bytes of the character at `index`, or 0 where it is not UTF-8 (Unicode 15, table 3-7).
  private static func sequenceLength(_ bytes: borrowing Span<UInt8>, at index: Int) -> Int {
    let lead = bytes[index]
    if lead < 0x80 { return 1 }
    let length = lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
    guard lead >= 0xC2, lead <= 0xF4, index + length <= bytes.count else { return 0 }
    let lowest: UInt8 = lead == 0xE0 ? 0xA0 : lead == 0xF0 ? 0x90 : 0x80
    let highest: UInt8 = lead == 0xED ? 0x9F : lead == 0xF4 ? 0x8F : 0xBF
    guard (lowest...highest).contains(bytes[index + 1]) else { return 0 }
    for tail in 2..<max(length, 2) where !(0x80...0xBF).contains(bytes[index + tail]) { return 0 }
    return length
  }
}
