/// A word, a number or a mark of a sentence.
struct Token: Equatable {
  /// In lower case; "ё" is "е".
  var text: String
  /// Where it stands, in characters of the sentence.
  var range: Range<Int>
  var number: Double?
  /// Nothing stands between it and the token before.
  var isAttached = false
  var isWord: Bool { number == nil && text != "," && text != "-" && text.contains { $0.isLetter } }

  /// Words, numbers (a comma or a point may part the whole from its tenths), commas, and hyphens
  /// between numbers. Apostrophes are dropped, all else parts words.
  static func tokens(of sentence: String) -> [Token] {
    var tokens: [Token] = []
    let letters = Array(sentence)
    var place = 0
    var gap = true
    func isDigit(_ index: Int) -> Bool {
      index < letters.count && letters[index].isASCII && letters[index].isNumber
    }
    while place < letters.count {
      let start = place
      if isDigit(place) {
        while isDigit(place) { place += 1 }
        if place < letters.count, letters[place] == "." || letters[place] == ",", isDigit(place + 1)
        {
          place += 1
          while isDigit(place) { place += 1 }
        }
      } else if letters[place].isLetter {
        while place < letters.count, letters[place].isLetter || isJoint(letters, place) {
          place += 1
        }
      } else {
        place += 1
        let letter = letters[start]
        if letter == "'" || letter == "’" { continue }
        let isDash = ["-", "–", "—"].contains(letter) && start > 0 && isDigit(start - 1)
        if letter == "," || letter == ";" || letter == "." || isDash && isDigit(place) {
          let mark = isDash ? "-" : ","
          tokens.append(Token(text: mark, range: start..<place, isAttached: !gap))
        }
        gap = true
        continue
      }
      var text = String(letters[start..<place]).lowercased()
      text.removeAll { $0 == "'" || $0 == "’" }
      text = String(text.map { $0 == "ё" ? "е" : $0 })
      let number = Double(String(text.map { $0 == "," ? "." : $0 }))
      tokens.append(
        Token(
          text: text, range: start..<place, number: isDigit(start) ? number : nil,
          isAttached: !gap))
      gap = false
    }
    return tokens
  }

  /// "r&b", "don't", "rock'n'roll" are one word each.
  private static func isJoint(_ letters: [Character], _ place: Int) -> Bool {
    ["'", "’", "&"].contains(letters[place]) && place + 1 < letters.count
      && letters[place + 1].isLetter
  }
}
