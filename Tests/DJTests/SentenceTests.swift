import DJAnalysis
import Testing

@Suite("Sentences about music")
struct SentenceTests {
  /// All that a wish says, in a fixed order, without what was heard.
  static func described(_ wish: Wish) -> String {
    func figure(_ value: Double) -> String { Words.number(value, decimals: 2) }
    func years(_ ranges: [ClosedRange<Int>]) -> String {
      ranges.map { "\($0.lowerBound)-\($0.upperBound)" }.joined(separator: " ")
    }
    var parts = wish.genres.map(\.rawValue) + wish.excludedGenres.map { "not \($0.rawValue)" }
    if let valence = wish.mood.valence { parts.append("valence \(figure(valence))") }
    if let arousal = wish.mood.arousal { parts.append("arousal \(figure(arousal))") }
    for trait in Trait.allCases {
      if let value = wish.traits[trait] { parts.append("\(trait) \(figure(value))") }
    }
    if let tempo = wish.tempo {
      parts.append("\(figure(tempo.lowerBound))-\(figure(tempo.upperBound)) BPM")
    }
    if !wish.years.isEmpty { parts.append(years(wish.years)) }
    if !wish.excludedYears.isEmpty { parts.append("not \(years(wish.excludedYears))") }
    if wish.isRecent { parts.append("recent") }
    parts += wish.songLanguages.map { "in \($0)" }
    parts += wish.excludedSongLanguages.map { "not in \($0)" }
    if let course = wish.course { parts.append("\(course)") }
    if let minutes = wish.minutes { parts.append("\(figure(minutes)) min") }
    return parts.joined(separator: ", ")
  }

  @Test("the sense of the whole is asked for where English words are left, and enough of them")
  func needsSense() {
    func needs(_ sentence: String) -> Bool { SentenceReader.read(sentence).needsSense }
    #expect(needs("grandma turns ninety"))
    #expect(needs("calm music while we paint the new kitchen"))
    #expect(!needs("hello there"))
    #expect(!needs("calm jazz for the evening, two hours"))
    #expect(!needs("бабушке исполняется девяносто лет"))
  }

  @Test("the sense counts by the words that were left, and less than a feeling that was named")
  func sense() {
    var wish = SentenceReader.read("grandma turns ninety this evening")
    #expect(wish.unheard == 3)
    wish.sense = Mood(0.8, 0.4)
    // The evening counts a quarter with -0.2, the sense one and a half.
    #expect(abs(wish.mood.valence! - 0.8) < 1e-9)
    #expect(abs(wish.mood.arousal! - (1.5 * 0.4 - 0.25 * 0.2) / 1.75) < 1e-9)
    wish.moods = [Mood(-0.1, nil)]
    #expect(abs(wish.mood.valence! - (0.5 * 0.8 - 0.1) / 1.5) < 1e-9)
  }

  @Test(
    "a subject is what songs are to be about, in the words that were written",
    arguments: [
      ("songs about the Sea", "the Sea"), ("calm songs about rain, two hours", "rain"),
      ("something about growing up for my daughter", "growing up"), ("about love", "love"),
      ("music for about an hour", nil), ("we talked about the weather", nil), ("songs about", nil),
      ("песни про море, спокойные", "море"), ("весёлые песни о любви на вечер", "любви"),
    ])
  func subjects(_ sentence: String, _ subject: String?) {
    #expect(SentenceReader.read(sentence).subject == subject)
  }

  @Test(
    "English: every intent that is in the words, and no other",
    arguments: [
      ("calm evening with friends, two hours", "valence 0.30, arousal -0.60, 120.00 min"),
      ("energetic rock of the 80s", "rock, arousal 0.75, 1980-1989"),
      ("no rock", "not rock"),
      ("no rock or rap, just jazz", "jazz, not rock, not rap"),
      ("no rock, rap or metal please; latin", "latin, not rock, not rap, not metal"),
      ("without vocals", "instrumentalness 0.90"),
      ("120 bpm", "116.00-124.00 BPM"),
      ("100-120 bpm house", "house, 100.00-120.00 BPM"),
      ("under 100 bpm", "30.00-100.00 BPM"),
      ("not sad", "valence 0.35, arousal 0.23"),
      ("not too loud", "arousal -0.40"),
      ("very calm", "valence 0.39, arousal -0.91"),
      ("early 90s", "1990-1994"),
      ("songs from the nineties and the eighties", "1990-1999 1980-1989"),
      ("before 1970", "1900-1969"),
      ("from 1995 to 2005", "1995-2005"),
      ("old school hip hop from 1990 to 1999", "rap, 1990-1999"),
      ("80's pop hits", "pop, popularity 0.90, 1980-1989"),
      ("new pop", "pop, recent"),
      ("half an hour", "30.00 min"),
      ("an hour and a half", "90.00 min"),
      ("two and a half hours", "150.00 min"),
      ("1h30", "90.00 min"),
      ("1 hour 20 minutes", "80.00 min"),
      ("1.5 hours", "90.00 min"),
      ("in Russian, not in English", "in russian, not in english"),
      ("it should build up", "rise"),
      ("winding down to sleep", "valence 0.10, arousal -0.95, 50.00-100.00 BPM, windDown"),
      ("r&b and drum and bass", "R&B, drum and bass"),
      ("the quick brown fox", "arousal 0.50, 125.00-180.00 BPM"),
      ("hello there", ""),
    ])
  func english(sentence: String, meaning: String) {
    #expect(Self.described(SentenceReader.read(sentence)) == meaning)
  }

  @Test(
    "Russian: every intent that is in the words, in any of their forms",
    arguments: [
      ("спокойный вечер вдвоём, два часа", "valence 0.30, arousal -0.60, 120.00 min"),
      ("спокойная музыка", "valence 0.30, arousal -0.70"),
      ("чего-нибудь спокойного", "valence 0.30, arousal -0.70"),
      ("весёлое", "valence 0.80, arousal 0.35"),
      ("для танцев", "valence 0.50, arousal 0.50, 100.00-135.00 BPM"),
      ("хочу потанцевать", "valence 0.50, arousal 0.50, 100.00-135.00 BPM"),
      ("рок 80-х и 90-х", "rock, 1980-1989 1990-1999"),
      ("рока восьмидесятых", "rock, 1980-1989"),
      ("музыка 70-80-х", "1970-1979 1980-1989"),
      ("начало 90-х", "1990-1994"),
      ("без рэпа", "not rap"),
      ("без рока, рэпа и металла", "not rock, not rap, not metal"),
      ("не рок, а джаз", "jazz, not rock"),
      ("без вокала", "instrumentalness 0.90"),
      ("без слов", "instrumentalness 0.90"),
      ("не грустное", "valence 0.35, arousal 0.23"),
      ("не громко, для уюта", "valence 0.45, arousal -0.43"),
      ("140 ударов в минуту", "136.00-144.00 BPM"),
      ("около 120 уд/мин", "114.00-126.00 BPM"),
      ("песни до 1980 года", "1900-1979"),
      ("песни до 1900 года", "1899-1899"),
      ("24 часа 24 часа", "1440.00 min"),
      ("с 1995 по 2005 год", "1995-2005"),
      ("полтора часа", "90.00 min"),
      ("час с половиной", "90.00 min"),
      ("полчаса", "30.00 min"),
      ("на час", "60.00 min"),
      ("2 часа 15 минут", "135.00 min"),
      ("русские песни девяностых", "1990-1999, in russian"),
      ("от спокойной к энергичной", "valence 0.30, arousal 0.03, rise"),
      ("под конец тише", "windDown"),
      ("новинки поп-музыки", "pop, recent"),
      ("привет, мир", ""),
    ])
  func russian(sentence: String, meaning: String) {
    #expect(Self.described(SentenceReader.read(sentence)) == meaning)
  }

  @Test("quotes what it understood as it was written")
  func heard() {
    let english = SentenceReader.read("Calm JAZZ of the 60's -- no Vocals, about 90 minutes!")
    #expect(english.heard == ["Calm", "JAZZ", "the 60's", "no Vocals", "90 minutes"])
    let russian = SentenceReader.read("Весёлый рок 80-х, без рэпа и попсы, на полтора часа")
    #expect(
      russian.heard == ["Весёлый", "рок", "80-х", "без рэпа", "без попсы", "полтора часа"])
  }

  @Test("answers in the language of most letters")
  func language() {
    #expect(SentenceReader.read("спокойный jazz для вечера").language == .russian)
    #expect(SentenceReader.read("calm jazz").language == .english)
    #expect(SentenceReader.read("80 120").language == .english)
  }

  @Test("a feeling that is named counts more than one that an occasion brings")
  func weights() throws {
    let plain = try #require(SentenceReader.read("party").mood.arousal)
    let calm = try #require(SentenceReader.read("calm party").mood.arousal)
    #expect(plain == 0.6)
    #expect(calm < -0.2)
  }

  @Test(
    "reads anything without an end",
    arguments: [
      "", " ", ",,,", "no no no not without", "999999999999999999999 bpm", "1-1-1-1", "-",
      "0 hours",
      "от до с по к", "1,", ".5", "🎵🎵🎵", "e\u{301}\u{301}\u{301}", "s s s s", "80-", "80-х-х-",
    ])
  func hostile(sentence: String) {
    let wish = SentenceReader.read(sentence)
    #expect(wish.genres.isEmpty)
  }
}
