/// How a word or several may be written.
///
/// In a table, alternatives stand between bars and their words between spaces. A word may end in
/// "~", which stands for the endings of English or Russian inflection, or in "*", which stands for
/// any ending. Letters are small, without "ё".
struct Pattern: Sendable {
  private enum Tail: Sendable { case none, inflection, any }
  private let words: [(stem: String, tail: Tail)]

  var count: Int { words.count }

  init(_ text: some StringProtocol) {
    words = text.split(separator: " ").map { word in
      switch word.last {
      case "~": (String(word.dropLast()), .inflection)
      case "*": (String(word.dropLast()), .any)
      default: (String(word), .none)
      }
    }
  }

  static func alternatives(_ text: String) -> [Pattern] {
    text.split(separator: "|").map { Pattern($0) }
  }

  /// Whether the tokens from `place` on are these words.
  func matches(_ tokens: [Token], at place: Int) -> Bool {
    guard place + words.count <= tokens.count else { return false }
    return words.enumerated().allSatisfy { offset, word in
      let text = tokens[place + offset].text
      if word.tail == .none { return text == word.stem }
      guard text.hasPrefix(word.stem) else { return false }
      return word.tail == .any || Self.endings.contains(text.dropFirst(word.stem.count))
    }
  }

  /// Endings of nouns, adjectives, adverbs and verbs, in English and in Russian.
  private static let endings: Set<Substring> = Set(
    """
    s es d ed n ing er ers est y ly ier ily ness ful able ish al
    а я о е и ы у ю ь й ой ей ий ый ая яя ое ее ые ие ого его ому ему ым им ом ем ам ям ами ями \
    ах ях ых их ыми ими ую юю ою ею ов ев ья ье ью ии ия ию ием иям ть ти ет ют ут ит ят ат ать \
    ять еть ить ка ки ку кой ке ок ек нее
    """.split { $0 == " " || $0 == "\n" } + [""])
}
