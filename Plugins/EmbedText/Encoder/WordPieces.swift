/// WordPiece: splits words into the pieces of a vocabulary, each the longest that fits (Wu et al.
/// 2016), as BERT does it.
public struct WordPieces: Sendable {
  private var starts = PieceTrie()
  private var continuations = PieceTrie()
  /// "[CLS]" and its like, which stand for themselves where a text spells them.
  private var special: [(text: String, id: Int32)] = []
  private let unknown: Int32
  private let first: Int32
  private let last: Int32

  /// A word with more characters is one unknown piece.
  private static let longestWord = 100

  /// Takes one piece a line; a piece that continues a word begins with "##". Nil if the special
  /// pieces are not all there.
  public init?(vocabulary: String) {
    var ids: [String: Int32] = [:]
    let names: Set<String> = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]
    for (number, line) in vocabulary.utf8.split(separator: 0x0A).enumerated() {
      let id = Int32(number)
      if line.starts(with: "##".utf8), line.count > 2 {
        continuations.insert(line.dropFirst(2), id: id)
      } else {
        starts.insert(line, id: id)
        if line.first == 0x5B, let name = String(line), names.contains(name) { ids[name] = id }
      }
    }
    guard let unknown = ids["[UNK]"], let first = ids["[CLS]"], let last = ids["[SEP]"],
      ids.count == names.count
    else { return nil }
    (self.unknown, self.first, self.last) = (unknown, first, last)
    special = ids.map { ($0.key, $0.value) }
  }

  /// The pieces of a text between the two that mark its beginning and its end, at most `most` in
  /// all; what is further on in a longer text is not looked at.
  public func ids(of text: String, most: Int) -> [Int64] {
    var ids: [Int64] = [Int64(first)]
    let room = most - 1
    var rest = text[...]
    // Stretch by stretch, so that the end of a long text is not even looked at.
    while ids.count < room, let stretch = TextWords.nextStretch(of: &rest) {
      append(stretch, to: &ids, room)
    }
    return ids.prefix(room) + [Int64(last)]
  }

  private func append(_ stretch: Substring, to ids: inout [Int64], _ room: Int) {
    var rest = stretch
    while ids.count < room, !rest.isEmpty {
      let mark = nextSpecial(in: rest)
      let words = rest[..<(mark?.range.lowerBound ?? rest.endIndex)]
      TextWords.forEach(in: words) { word, characters in
        append(word, characters, to: &ids)
        return ids.count < room
      }
      guard let mark else { return }
      ids.append(Int64(mark.id))
      rest = rest[mark.range.upperBound...]
    }
  }

  private func append(_ word: [UInt8], _ characters: Int, to ids: inout [Int64]) {
    let start = ids.count
    var rest = word[...]
    while !rest.isEmpty {
      let trie = rest.startIndex == 0 ? starts : continuations
      guard characters <= WordPieces.longestWord, let piece = trie.longest(in: rest) else {
        ids.replaceSubrange(start..., with: [Int64(unknown)])
        return
      }
      ids.append(Int64(piece.id))
      rest = word[piece.end...]
    }
  }

  private func nextSpecial(
    in text: Substring
  ) -> (range: Range<Substring.Index>, id: Int32)? {
    let bytes = text.utf8
    var place = bytes.startIndex
    while let start = bytes[place...].firstIndex(of: 0x5B) {
      for (name, id) in special where bytes[start...].starts(with: name.utf8) {
        return (start..<bytes.index(start, offsetBy: name.utf8.count), id)
      }
      place = bytes.index(after: start)
    }
    return nil
  }
}
