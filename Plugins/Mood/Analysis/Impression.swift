/// What a section is like, in steps coarse enough for words.
///
/// The steps lie where the curves of held-out tracks have a tenth, three, seven and nine tenths
/// of their seconds below them, rounded (`training/REPORT.md`): so "sad" is sad among music.
struct Impression: Equatable {
  enum Energy: Int { case veryCalm, calm, measured, lively, driving }
  enum Tone: Int { case veryDark, dark, neutral, warm, bright }

  private static let energySteps: [Float] = [-0.6, -0.35, 0.25, 0.5]
  private static let toneSteps: [Float] = [-0.3, -0.1, 0.05, 0.15]

  var energy: Energy
  var tone: Tone
  /// In the upper half of Russell's circle; the same tone has another name there.
  var isHigh: Bool

  init(_ section: Section) {
    let energy = Self.energySteps.count { section.arousal >= $0 }
    let tone = Self.toneSteps.count { section.valence >= $0 }
    self.energy = Energy(rawValue: energy) ?? .measured
    self.tone = Tone(rawValue: tone) ?? .neutral
    isHigh = section.arousal >= 0
  }
}
