/// Reads a sentence from left to right, by rules for numbers and a lexicon for the rest.
package struct SentenceReader {
  private let letters: [Character]
  private let tokens: [Token]
  private var wish = Wish()
  private var place = 0
  /// Words since a negation that is still looking for what it negates; nil: there is none.
  private var sinceNegation: Int?
  /// What the negation before a list has negated: "no rock or rap".
  private var negatedCategory: Int?
  /// The negation as it was written.
  private var negation = ""
  /// What "old" means where no year is named.
  private var vagueYears: [ClosedRange<Int>] = []
  private var strength = 1.0
  /// The feelings of "from calm to wild".
  private var start: Mood?
  private var end: Mood?

  package static func read(_ sentence: String) -> Wish {
    var reader = SentenceReader(sentence)
    reader.readAll()
    return reader.wish
  }

  private init(_ sentence: String) {
    letters = Array(sentence)
    tokens = Token.tokens(of: sentence)
    wish.language = Language(of: sentence)
  }

  private mutating func readAll() {
    while place < tokens.count {
      readSubject()
      if readNumber() || readWord() || readMeaning() { continue }
      // A negation reaches over a few words that mean nothing: "no more of that rock".
      if let since = sinceNegation { sinceNegation = since >= 3 ? nil : since + 1 }
      negatedCategory = nil
      strength = 1
      if tokens[place].isWord, !Self.plainWords.contains(tokens[place].text) { wish.unheard += 1 }
      place += 1
    }
    if wish.years.isEmpty { wish.years = vagueYears }
    if let first = start?.arousal, let last = end?.arousal {
      wish.arc = Wish.Arc(from: first, to: last)
      wish.course = wish.course ?? (first < last ? .rise : first > last ? .windDown : .steady)
    }
  }

  // MARK: What it is about

  /// The words of a subject are read as all others too: a song about rain is for a rainy day.
  private mutating func readSubject() {
    guard wish.subject == nil, let range = Subject.tokens(tokens, at: place) else { return }
    wish.subject = written(range)
  }

  // MARK: Numbers

  private mutating func readNumber() -> Bool {
    guard let found = NumberPhrase(tokens, at: place) else { return false }
    let isNegated = sinceNegation != nil
    switch found.meaning {
    case .tempo(let range): (wish.tempo, wish.isTempoExact) = (range, true)
    case .minutes(let minutes): wish.minutes = min((wish.minutes ?? 0) + minutes, 1440)
    case .years(let ranges) where isNegated: wish.excludedYears += ranges
    case .years(let ranges): wish.years += ranges
    }
    hear(found.count)
    (sinceNegation, negatedCategory) = (nil, isNegated ? Meaning.recent.category : nil)
    return true
  }

  // MARK: Words that change what follows

  private mutating func readWord() -> Bool {
    let text = tokens[place].text
    if let words = Self.negations.first(where: { $0.matches(tokens, at: place) }) {
      sinceNegation = 0
      negatedCategory = nil
      negation = written(words.count)
      place += words.count
      return true
    }
    // A comma parts what is negated from what is not, but for names: "no rock, rap or metal".
    if let category = negatedCategory, Self.listWords.contains(text),
      text != "," || category == Meaning.genre(.rock).category
    {
      // The list goes on if the next thing is of the same kind.
      place += 1
      if place < tokens.count,
        Lexicon.shared.look(tokens, at: place)?.meaning.category == category
          || NumberPhrase(tokens, at: place) != nil && category == Meaning.recent.category
      {
        sinceNegation = 0
      } else {
        negatedCategory = nil
      }
      return true
    }
    if Self.breaks.contains(text) {
      (sinceNegation, negatedCategory, strength) = (nil, nil, 1)
      place += 1
      return true
    }
    if let factor = Self.strengths[text] {
      strength = factor
      place += 1
      return true
    }
    return false
  }

  private static let negations = Pattern.alternatives(
    "no|not|without|dont|doesnt|never|except|except for|anything but|everything but|avoid|excluding"
      + "|minus|nor|hate|не|без|кроме|нет|ни|исключая|только не|ничего|никак~|ненавижу|без всяк~")
  private static let listWords: Set<String> = ["or", "and", "nor", "или", "и", "ни", ","]
  private static let breaks: Set<String> = [
    "but", "just", "only", "rather", "instead", "но", "а", "только", "лишь", "зато", ",",
  ]
  private static let strengths: [String: Double] = [
    "very": 1.3, "really": 1.2, "extremely": 1.4, "super": 1.3, "so": 1.2, "too": 1,
    "slightly": 0.5, "somewhat": 0.6, "bit": 0.5, "little": 0.5, "fairly": 0.8, "quite": 1,
    "очень": 1.3, "самый": 1.3, "самая": 1.3, "самое": 1.3, "самые": 1.3, "максимально": 1.4,
    "слишком": 1, "немного": 0.5, "чуть": 0.5, "слегка": 0.5, "довольно": 0.8, "немножко": 0.5,
  ]

  /// Words that every such sentence may have, whatever it asks for.
  private static let plainWords = Set(
    ("a an the this that these those some any something anything i me my we us our you your he she it"
      + " its they them is are was be am do does have has had will would can could should and or of to"
      + " in on at for with by from as about into please want wants need like give make play put music"
      + " song songs track tracks playlist list tune tunes")
      .split(separator: " ").map(String.init))

  // MARK: The lexicon

  private mutating func readMeaning() -> Bool {
    guard let (meaning, count) = Lexicon.shared.look(tokens, at: place) else { return false }
    let isNegated = sinceNegation != nil
    let before = place > 0 ? tokens[place - 1].text : ""
    if isNegated { addNegated(meaning) } else { add(meaning, after: before) }
    hear(count)
    (sinceNegation, negatedCategory) = (nil, isNegated ? meaning.category : nil)
    strength = 1
    return true
  }

  private mutating func add(_ meaning: Meaning, after before: String) {
    switch meaning {
    case .mood(let valence, let arousal): feel(Mood(valence, arousal), after: before)
    case .occasion(let occasion):
      wish.occasions.append(occasion)
      if wish.tempo == nil { wish.tempo = occasion.tempo }
      mark(occasion.mood, after: before)
    case .genre(let genre):
      if !wish.genres.contains(genre) { wish.genres.append(genre) }
    case .trait(let trait, let value): wish.traits[trait] = value
    case .tempo(let range, let arousal):
      if !wish.isTempoExact { wish.tempo = range }
      feel(Mood(nil, arousal), after: before)
    case .course(let course): wish.course = course
    case .years(let range): vagueYears.append(range)
    case .recent: wish.isRecent = true
    case .language(let language): wish.songLanguages.append(language)
    case .minutes(let minutes): wish.minutes = minutes
    }
  }

  private mutating func addNegated(_ meaning: Meaning) {
    switch meaning {
    case .mood(let valence, let arousal): wish.moods.append(Mood(valence, arousal).negated)
    case .occasion(let occasion):
      wish.moods.append(occasion.mood.negated)
      if let value = occasion.traits[.danceability] { wish.traits[.danceability] = 1 - value }
    case .genre(let genre): wish.excludedGenres.append(genre)
    case .trait(let trait, let value): wish.traits[trait] = value > 0.5 ? 0.05 : 0.9
    case .tempo(let range, let arousal):
      if !wish.isTempoExact { wish.tempo = range.upperBound > 120 ? 60...115 : 100...150 }
      wish.moods.append(Mood(nil, -0.5 * arousal))
    case .years(let range): wish.excludedYears.append(range)
    case .recent: vagueYears.append(1900...2009)
    case .language(let language): wish.excludedSongLanguages.append(language)
    case .course, .minutes: break
    }
  }

  private mutating func feel(_ mood: Mood, after before: String) {
    let mood = mood.scaled(by: strength)
    wish.moods.append(mood)
    mark(mood, after: before)
  }

  private mutating func mark(_ mood: Mood, after before: String) {
    if ["from", "от", "с", "со"].contains(before) { start = mood }
    if ["to", "into", "towards", "к", "ко", "до"].contains(before), start != nil { end = mood }
  }

  private mutating func hear(_ count: Int) {
    let words = written(count)
    wish.heard.append(sinceNegation == nil ? words : negation + " " + words)
    place += count
  }

  private func written(_ count: Int) -> String { written(place..<place + count) }

  private func written(_ range: Range<Int>) -> String {
    let (first, last) = (tokens[range.lowerBound], tokens[range.upperBound - 1])
    return String(letters[first.range.lowerBound..<last.range.upperBound])
  }
}
