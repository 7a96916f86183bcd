/// Numbers with what they count: beats per minute, years, decades, hours and minutes.
struct NumberPhrase {
  enum Meaning: Equatable {
    case tempo(ClosedRange<Double>)
    case minutes(Double)
    case years([ClosedRange<Int>])
  }

  private(set) var meaning: Meaning
  /// The tokens that it takes.
  private(set) var count: Int

  /// The phrase that begins at `place`; nil if there is none.
  init?(_ tokens: [Token], at place: Int) {
    for rule in [Self.tempo, Self.decades, Self.years, Self.duration] {
      var scanner = TokenScanner(tokens, at: place)
      if let meaning = rule(&scanner) {
        (self.meaning, count) = (meaning, scanner.place - place)
        return
      }
    }
    return nil
  }

  // MARK: Beats per minute

  private static let beats = Pattern.alternatives(
    "beats per minute|beats a minute|beats|bpm|уд мин|уд в мин|удар~ в минут~|удар~|бпм")
  private static let below = Pattern.alternatives(
    "under|below|up to|at most|slower than|less than|until|до|не больше|не более|не быстрее"
      + "|меньше|ниже|медленнее")
  private static let above = Pattern.alternatives(
    "over|above|at least|faster than|more than|from|от|свыше|больше|более|быстрее|выше"
      + "|не меньше|не менее|не медленнее")
  private static let about = Pattern.alternatives(
    "about|around|circa|roughly|approximately|около|примерно|где то|в районе|темп~|bpm|tempo|at")

  private static func tempo(_ scanner: inout TokenScanner) -> Meaning? {
    let isBelow = scanner.skip(below)
    let isAbove = !isBelow && scanner.skip(above)
    let hasUnitBefore = scanner.peek == "bpm" || scanner.peek == "tempo" || scanner.peek == "темп"
    let isAbout = scanner.skip(about)
    _ = scanner.skip(about)
    guard let first = scanner.number(in: 30...300) else { return nil }
    var last: Double?
    if scanner.skip(Pattern.alternatives("-|to|until|до|and|и")) {
      last = scanner.number(in: 30...300)
      if last == nil { return nil }
    }
    guard scanner.skip(beats) || hasUnitBefore else { return nil }
    if let last { return .tempo(min(first, last)...max(first, last)) }
    if isBelow { return .tempo(30...first) }
    if isAbove { return .tempo(first...300) }
    let reach = isAbout ? 6.0 : 4
    return .tempo(first - reach...first + reach)
  }

  // MARK: Decades

  private static let decadeEnds = Pattern.alternatives("s|х|е|ые|ых|годов|годы|годах|x")
  private static let named: [(Pattern, Int)] = [
    ("fifties|пятидесят~", 1950), ("sixties|шестидесят~", 1960), ("seventies|семидесят~", 1970),
    ("eighties|восьмидесят~", 1980), ("nineties|девяност~", 1990),
    ("noughties|two thousands|нулев~|двухтысячн~", 2000),
  ].flatMap { text, year in Pattern.alternatives(text).map { ($0, year) } }

  private static func decades(_ scanner: inout TokenScanner) -> Meaning? {
    let early = scanner.skip(Pattern.alternatives("early|beginning of the|начал~"))
    let late = !early && scanner.skip(Pattern.alternatives("late|end of the|конц~"))
    _ = scanner.skip(Pattern.alternatives("the"))
    for (pattern, year) in named where scanner.skip([pattern]) {
      _ = scanner.skip(Pattern.alternatives("годов|годы|годах"))
      return .years([part(year, early, late)])
    }
    guard let first = scanner.number(in: 0...2090).flatMap(decade) else { return nil }
    var decades = [first]
    if scanner.skip(decadeEnds) {
      _ = scanner.skip(Pattern.alternatives("годов|годы|годах"))
    } else if scanner.skip(Pattern.alternatives("-|и|and|to|до")),
      let last = scanner.number(in: 0...2090).flatMap(decade), scanner.skip(decadeEnds),
      last >= first
    {
      // "70-80-х": all decades from the one to the other.
      decades = Array(stride(from: first, through: last, by: 10))
    } else {
      return nil
    }
    return .years(decades.map { part($0, early, late) })
  }

  private static func decade(_ number: Double) -> Int? {
    let number = Int(number)
    guard number % 10 == 0 else { return nil }
    switch number {
    case 30...90: return 1900 + number
    case 0...20: return 2000 + number
    case 1900...2090: return number
    default: return nil
    }
  }

  private static func part(_ decade: Int, _ early: Bool, _ late: Bool) -> ClosedRange<Int> {
    early ? decade...decade + 4 : late ? decade + 5...decade + 9 : decade...decade + 9
  }

  // MARK: Years

  private static let before = Pattern.alternatives(
    "before|until|older than|earlier than|up to|до|раньше|старше|не позже")
  private static let after = Pattern.alternatives(
    "after|since|newer than|later than|from|после|с|начиная с|позже|новее|не раньше")

  private static func years(_ scanner: inout TokenScanner) -> Meaning? {
    let isBefore = scanner.skip(before)
    let isAfter = !isBefore && scanner.skip(after)
    _ = scanner.skip(Pattern.alternatives("between|the year|year|между"))
    guard let first = scanner.number(in: 1900...2099).map({ Int($0) }) else { return nil }
    let unit = Pattern.alternatives("года|год|годом|году|годы|годов|г")
    _ = scanner.skip(unit)
    let mark = scanner.place
    if !isBefore, scanner.skip(Pattern.alternatives("-|to|till|until|and|по|до|и")),
      let last = scanner.number(in: 1900...2099).map({ Int($0) }), last >= first
    {
      _ = scanner.skip(unit)
      return .years([first...last])
    }
    scanner.place = mark
    if isBefore { return .years([min(1900, first - 1)...first - 1]) }
    return .years([isAfter ? first...2099 : first...first])
  }

  // MARK: Hours and minutes

  private static let hours = Pattern.alternatives(
    "h|hr|hrs|hour|hours|ч|час|часа|часов|часик|часика")
  private static let minutes = Pattern.alternatives("min|mins|minute|minutes|мин|минут~|минуток")
  private static let half = Pattern.alternatives("and a half|с половиной")

  private static func duration(_ scanner: inout TokenScanner) -> Meaning? {
    if scanner.skip(Pattern.alternatives("half an hour|half hour|полчаса|пол часа|полчасика")) {
      return .minutes(30)
    }
    if scanner.skip(Pattern.alternatives("an hour and a half|hour and a half|час с половиной")) {
      return .minutes(90)
    }
    if scanner.skip(Pattern.alternatives("an hour|one hour|час|часик")) { return .minutes(60) }
    guard var number = scanner.number(in: 0.1...1440) ?? scanner.numeral() else { return nil }
    if scanner.skip(half) { number += 0.5 }
    if scanner.skip(minutes) { return .minutes(min(number, 1440)) }
    guard scanner.skip(hours) else { return nil }
    if scanner.skip(half) { number += 0.5 }
    var total = 60 * number
    let mark = scanner.place
    _ = scanner.skip(Pattern.alternatives("and|и"))
    if let more = scanner.number(in: 1...59), scanner.skip(minutes) || scanner.isAttached {
      total += more
    } else {
      scanner.place = mark
    }
    return .minutes(min(total, 1440))
  }
}
