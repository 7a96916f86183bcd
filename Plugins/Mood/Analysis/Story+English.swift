extension Story {
  /// One or two sentences.
  public var english: String {
    guard !changes.isEmpty else {
      let still = "Stays in a \(beginning.english) mood from beginning to end."
      return switch drift {
      case 1: still + " It grows a little livelier on the way."
      case -1: still + " It grows a little calmer on the way."
      default: still
      }
    }
    var text = "Starts in a \(beginning.english) mood"
    for (index, change) in changes.enumerated() {
      let isLast = index == changes.count - 1
      text += isLast && index > 0 ? ", and " : ", "
      text += "\(change.turn.english) after \(clock(change.second)) into a"
      text += " \(change.to.english) one"
    }
    text += "."
    guard let extremes else { return text }
    return text + " Its most intense moment is around \(clock(extremes.highest)), its calmest"
      + " around \(clock(extremes.lowest))."
  }

  /// What is said of sound that has no mood.
  public static func english(of nothing: Nothing) -> String {
    switch nothing {
    case .silence: "There is nothing to hear: all of it is silent."
    case .tooShort: "Too short to tell: there is less than half a second of sound."
    }
  }
}

extension Story.Turn {
  fileprivate var english: String {
    switch self {
    case .lifts: "lifts"
    case .settles: "settles"
    case .brightens: "brightens"
    case .darkens: "darkens"
    }
  }
}

extension Impression {
  /// Such as "calm and warm".
  fileprivate var english: String {
    let energy =
      switch energy {
      case .veryCalm: "very calm"
      case .calm: "calm"
      case .measured: "measured"
      case .lively: "lively"
      case .driving: "driving"
      }
    return switch tone {
    case .veryDark: energy + (isHigh ? " and tense" : " and sad")
    case .dark: energy + (isHigh ? " and uneasy" : " and wistful")
    case .neutral: energy
    case .warm: energy + " and warm"
    case .bright: energy + (isHigh ? " and joyful" : " and tender")
    }
  }
}
