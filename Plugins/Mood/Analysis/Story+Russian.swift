extension Story {
  /// One or two sentences. Adverbs all through, so that nothing has to agree in gender or case.
  public var russian: String {
    guard !changes.isEmpty else {
      let still = "Музыка от начала до конца звучит \(beginning.russian)."
      return switch drift {
      case 1: still + " К концу она становится немного живее."
      case -1: still + " К концу она становится немного спокойнее."
      default: still
      }
    }
    var text = "Музыка начинается \(beginning.russian)"
    for (index, change) in changes.enumerated() {
      let isLast = index == changes.count - 1
      text += isLast && index > 0 ? ", а " : ", "
      text += "после \(clock(change.second)) \(change.turn.russian) и звучит"
      text += " \(change.to.russian)"
    }
    text += "."
    guard let extremes else { return text }
    return text + " Самое напряжённое место — около \(clock(extremes.highest)), самое"
      + " спокойное — около \(clock(extremes.lowest))."
  }

  /// What is said of sound that has no mood.
  public static func russian(of nothing: Nothing) -> String {
    switch nothing {
    case .silence: "Слушать нечего: всё время тишина."
    case .tooShort: "Слишком коротко, чтобы судить: звука меньше половины секунды."
    }
  }
}

extension Story.Turn {
  fileprivate var russian: String {
    switch self {
    case .lifts: "набирает силу"
    case .settles: "стихает"
    case .brightens: "светлеет"
    case .darkens: "мрачнеет"
    }
  }
}

extension Impression {
  /// Such as "спокойно и тепло".
  fileprivate var russian: String {
    let energy =
      switch energy {
      case .veryCalm: "очень спокойно"
      case .calm: "спокойно"
      case .measured: "размеренно"
      case .lively: "живо"
      case .driving: "напористо"
      }
    return switch tone {
    case .veryDark: energy + (isHigh ? " и напряжённо" : " и грустно")
    case .dark: energy + (isHigh ? " и тревожно" : " и задумчиво")
    case .neutral: energy
    case .warm: energy + " и тепло"
    case .bright: energy + (isHigh ? " и радостно" : " и нежно")
    }
  }
}
