/// Words for figures, in both languages.
package enum Words {
  static func energy(_ energy: Double, _ language: Language) -> String {
    switch energy {
    case ..<0.3: language.pick("very calm", "очень спокойная")
    case ..<0.5: language.pick("calm", "спокойная")
    case ..<0.65: language.pick("moderate", "умеренная")
    case ..<0.8: language.pick("lively", "бодрая")
    default: language.pick("very lively", "очень энергичная")
    }
  }

  static func valence(_ valence: Double, _ language: Language) -> String {
    switch valence {
    case ..<0.25: language.pick("sad", "грустная")
    case ..<0.42: language.pick("wistful", "задумчивая")
    case ..<0.58: language.pick("neither sad nor merry", "не грустная и не весёлая")
    case ..<0.75: language.pick("bright", "светлая")
    default: language.pick("merry", "весёлая")
    }
  }

  static func light(_ look: Look, _ language: Language) -> String {
    let brightness =
      switch ColourMood.deviations(ofBrightness: look.brightness) {
      case ..<(-0.7): language.pick("dim", "приглушённый")
      case ..<0.7: language.pick("even", "ровный")
      default: language.pick("bright", "яркий")
      }
    let warmth =
      switch look.warmth {
      case ..<0: language.pick("cool", "холодный")
      case ..<0.35: language.pick("neutral", "нейтральный")
      default: language.pick("warm", "тёплый")
      }
    return brightness + language.pick(" and ", " и ") + warmth
  }

  /// The Russian form of a noun after a number: 1 трек, 2 трека, 5 треков.
  static func plural(_ count: Int, _ one: String, _ few: String, _ many: String) -> String {
    let (last, lastTwo) = (count % 10, count % 100)
    if last == 1, lastTwo != 11 { return one }
    return (2...4).contains(last) && !(12...14).contains(lastTwo) ? few : many
  }

  /// With so many decimals.
  package static func number(_ value: Double, decimals: Int = 0) -> String {
    var factor = 1.0
    for _ in 0..<decimals { factor *= 10 }
    let scaled = Int((value * factor).rounded())
    if decimals == 0 { return String(scaled) }
    let digits = String(abs(scaled))
    let padded = String(repeating: "0", count: max(decimals + 1 - digits.count, 0)) + digits
    return (scaled < 0 ? "-" : "") + padded.dropLast(decimals) + "." + padded.suffix(decimals)
  }
}
