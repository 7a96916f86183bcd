/// A text taken apart into the words that search compares.
struct SearchText {
  /// What stands between two spaces, such as "AC/DC": its words are to be found side by side.
  struct Chunk: Equatable {
    var words: [String] = []
    /// Written without spaces between words, as Chinese and Japanese are.
    var isUnspaced = false
  }

  let chunks: [Chunk]

  init(_ text: String) {
    chunks = folded(text).split(whereSeparator: \.isWhitespace).map(Self.chunk)
      .filter { !$0.words.isEmpty }
  }

  var words: [String] { chunks.flatMap(\.words) }

  /// What is stored in the index: all words, and behind those of "AC/DC" also "acdc", since
  /// people type both.
  var indexed: String {
    chunks.map { chunk in
      let isJoined = !chunk.isUnspaced && (2...3).contains(chunk.words.count)
      return (chunk.words + (isJoined ? [chunk.words.joined()] : [])).joined(separator: " ")
    }.joined(separator: " ")
  }

  private static func chunk(_ text: Substring) -> Chunk {
    var chunk = Chunk()
    var word = ""
    func end() {
      if !word.isEmpty { chunk.words.append(word) }
      word = ""
    }
    for scalar in text.unicodeScalars {
      if isUnspaced(scalar) {
        end()
        chunk.words.append(String(scalar))
        chunk.isUnspaced = true
      } else if isLetterOrDigit(scalar) {
        word.unicodeScalars.append(scalar)
      } else if !isApostrophe(scalar) {
        end()
      }
    }
    end()
    return chunk
  }

  private static func isLetterOrDigit(_ scalar: Unicode.Scalar) -> Bool {
    if scalar.isASCII {
      return ("a"..."z").contains(scalar) || ("0"..."9").contains(scalar)
    }
    switch scalar.properties.generalCategory {
    case .uppercaseLetter, .lowercaseLetter, .titlecaseLetter, .modifierLetter, .otherLetter,
      .decimalNumber, .letterNumber, .otherNumber:
      return true
    default: return false
    }
  }

  /// "Don't" is one word, "dont".
  private static func isApostrophe(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar {
    case "'", "\u{2019}", "\u{2018}", "\u{02BC}", "`", "\u{B4}": true
    default: false
    }
  }

  /// Han characters and kana: each is a word, and neighbours are found as such.
  private static func isUnspaced(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0x3041...0x30FF, 0x3400...0x4DBF, 0x4E00...0x9FFF, 0xF900...0xFAFF, 0x20000...0x3FFFF:
      true
    default: false
    }
  }
}
