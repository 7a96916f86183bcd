/// A place in a row of tokens that moves on over what is recognised.
struct TokenScanner {
  private let tokens: [Token]
  var place: Int

  init(_ tokens: [Token], at place: Int) { (self.tokens, self.place) = (tokens, place) }

  var peek: String? { place < tokens.count ? tokens[place].text : nil }

  /// The token before stands directly at the one before that: "1h30".
  var isAttached: Bool { place > 0 && tokens[place - 1].isAttached }

  /// Moves over the longest of the patterns that stands here.
  mutating func skip(_ patterns: [Pattern]) -> Bool {
    let matching = patterns.filter { $0.matches(tokens, at: place) }
    guard let longest = matching.map(\.count).max() else { return false }
    place += longest
    return true
  }

  /// Moves over a number in digits within the range.
  mutating func number(in range: ClosedRange<Double>) -> Double? {
    guard place < tokens.count, let number = tokens[place].number, range.contains(number) else {
      return nil
    }
    place += 1
    return number
  }

  /// Moves over a number in words.
  mutating func numeral() -> Double? {
    guard let word = peek, let number = Self.numerals[word] else { return nil }
    place += 1
    if word == "couple" || word == "пару", peek == "of" { place += 1 }
    return number
  }

  private static let numerals: [String: Double] = [
    "a": 1, "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8,
    "nine": 9, "ten": 10, "twelve": 12, "fifteen": 15, "twenty": 20, "thirty": 30, "forty": 40,
    "fortyfive": 45, "fifty": 50, "sixty": 60, "ninety": 90, "couple": 2,
    "один": 1, "одного": 1, "одну": 1, "два": 2, "две": 2, "двух": 2, "три": 3, "трех": 3,
    "четыре": 4, "четырех": 4, "пять": 5, "пяти": 5, "шесть": 6, "шести": 6, "семь": 7, "восемь": 8,
    "девять": 9, "десять": 10, "двенадцать": 12, "пятнадцать": 15, "двадцать": 20, "тридцать": 30,
    "сорок": 40, "пятьдесят": 50, "шестьдесят": 60, "девяносто": 90, "полтора": 1.5,
    "полторы": 1.5, "пару": 2, "пара": 2,
  ]
}
