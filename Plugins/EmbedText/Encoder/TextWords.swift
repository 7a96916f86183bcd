@_spi(_Unicode) import Swift

/// BERT's reading of a text, up to the words that are looked up: lower case, without accents, with
/// punctuation marks and Chinese characters as words of their own (Devlin et al. 2019, the
/// "uncased" models; checked against the reference character by character).
///
/// The standard library's canonical decomposition is not public; this is what Foundation uses too.
enum TextWords {
  /// Takes the next stretch without white space from the front of `text`; nil if there is none.
  static func nextStretch(of text: inout Substring) -> Substring? {
    let scalars = text.unicodeScalars
    guard let start = scalars.firstIndex(where: { !isSpace($0) }) else { return nil }
    let stop = scalars[start...].firstIndex(where: isSpace) ?? scalars.endIndex
    text = text[stop...]
    return Substring(scalars[start..<stop])
  }

  /// Calls `body` with the UTF-8 and the number of characters of each word in a stretch without
  /// white space, until it says stop.
  static func forEach(
    in stretch: Substring, _ body: (_ word: [UInt8], _ characters: Int) -> Bool
  ) {
    var cleaned = String.UnicodeScalarView()
    for scalar in stretch.unicodeScalars where !isDropped(scalar) {
      let isAlone = isChinese(scalar)
      if isAlone { cleaned.append(" ") }
      cleaned.append(scalar)
      if isAlone { cleaned.append(" ") }
    }
    var word: [UInt8] = []
    var characters = 0
    func end() -> Bool {
      if word.isEmpty { return true }
      defer { (word, characters) = ([], 0) }
      return body(word, characters)
    }
    for part in String(cleaned)._nfd where part.properties.generalCategory != .nonspacingMark {
      for scalar in lowerCase(part) {
        let isMark = isPunctuation(scalar)
        if isMark || isSpace(scalar), !end() { return }
        if isSpace(scalar) { continue }
        word += UTF8.encode(scalar)!  // every scalar has an encoding
        characters += 1
        if isMark, !end() { return }
      }
    }
    _ = end()
  }

  private static func lowerCase(_ scalar: Unicode.Scalar) -> String.UnicodeScalarView {
    if scalar.isASCII {
      let isUpper = (0x41...0x5A).contains(scalar.value)
      return String(isUpper ? Unicode.Scalar(UInt8(scalar.value + 0x20)) : scalar).unicodeScalars
    }
    return scalar.properties.lowercaseMapping.unicodeScalars
  }

  static func isSpace(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case " ", "\t", "\n", "\r": true
    default: !scalar.isASCII && scalar.properties.isWhitespace && !isDropped(scalar)
    }
  }

  /// Control, format and private characters, and what stands for undecodable bytes.
  private static func isDropped(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control: scalar != "\t" && scalar != "\n" && scalar != "\r"
    case .format, .privateUse: true
    default: scalar == "\u{FFFD}"
    }
  }

  private static func isPunctuation(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E: return true  // in ASCII, $ and + too
    case 0..<0x80: return false
    default: break
    }
    switch scalar.properties.generalCategory {
    case .connectorPunctuation, .dashPunctuation, .openPunctuation, .closePunctuation,
      .initialPunctuation, .finalPunctuation, .otherPunctuation:
      return true
    default: return false
    }
  }

  /// CJK ideographs; kana and Hangul are written with spaces or in longer words.
  private static func isChinese(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x4E00...0x9FFF, 0x3400...0x4DBF, 0x20000...0x2A6DF, 0x2A700...0x2B73F,
      0x2B740...0x2B81F, 0x2B820...0x2CEAF, 0xF900...0xFAFF, 0x2F800...0x2FA1F:
      true
    default: false
    }
  }
}
