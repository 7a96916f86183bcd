import SentenceEncoding
import TestSupport
import Testing

@Suite("Word pieces")
struct WordPiecesTests {
  private static let special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[MASK]"]

  private func pieces(_ vocabulary: [String], _ text: String, most: Int = 256) throws -> [String] {
    let all = Self.special + vocabulary
    let pieces = try #require(WordPieces(vocabulary: all.joined(separator: "\n") + "\n"))
    return pieces.ids(of: text, most: most).map { all[Int($0)] }
  }

  /// The longest piece that fits is taken, so that a vocabulary of nothing but the pieces that the
  /// reference finds must lead to the same ones.
  @Test("are those of the reference, in any script")
  func reference() throws {
    let cases = try Samples.reference()
    #expect(cases.count == 20)
    let used = Set(cases.flatMap(\.pieces)).subtracting(Self.special).sorted()
    for sample in cases { #expect(try pieces(used, sample.text) == sample.pieces) }
  }

  @Test("are the longest that fit, and a word that has none for its end is unknown")
  func longest() throws {
    let vocabulary = ["un", "unre", "##read", "##ad", "##re", "a"]
    #expect(try pieces(vocabulary, "unread a") == ["[CLS]", "unre", "##ad", "a", "[SEP]"])
    #expect(try pieces(vocabulary, "unreads a") == ["[CLS]", "[UNK]", "a", "[SEP]"])
    #expect(try pieces(vocabulary, "read") == ["[CLS]", "[UNK]", "[SEP]"])
  }

  @Test("of a long text are cut, with the end in its place", arguments: [3, 4, 10])
  func cut(most: Int) throws {
    let found = try pieces(["a", "##a"], "aa aa [MASK] aa", most: most)
    let all = ["[CLS]", "a", "##a", "a", "##a", "[MASK]", "a", "##a"]
    #expect(found == all.prefix(most - 1) + ["[SEP]"])
  }

  @Test("of no text are the two ends")
  func empty() throws {
    for text in ["", " \n\t", "\u{200B}\u{301}"] {
      #expect(try pieces(["a"], text) == ["[CLS]", "[SEP]"])
    }
  }

  @Test("tell letters apart that are the same to Swift")
  func bytes() throws {
    // The precomposed syllable is never looked up: texts are decomposed before.
    #expect(try pieces(["가"], "가") == ["[CLS]", "[UNK]", "[SEP]"])
    #expect(
      try pieces(["\u{1100}", "##\u{1161}"], "가")
        == ["[CLS]", "\u{1100}", "##\u{1161}", "[SEP]"])
  }

  @Test("need a vocabulary with the five special ones")
  func vocabulary() {
    for vocabulary in ["", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nword\n"] {
      if WordPieces(vocabulary: vocabulary) != nil { Issue.record("taken: \(vocabulary)") }
    }
  }

  @Test("of a text of megabytes come at once, for only its beginning is read")
  func huge() throws {
    let text = String(repeating: "a ", count: 20_000_000)
    #expect(try pieces(["a"], text).count == 256)
    let word = String(repeating: "é", count: 1_000_000)
    #expect(try pieces(["e", "##e"], word) == ["[CLS]", "[UNK]", "[SEP]"])
  }
}
