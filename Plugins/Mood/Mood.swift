import MoodAnalysis
import Numerics
import Patchbay

/// Tells how calm or excited, and how dark or bright, each second of a piece of music is.
struct Mood: Plugin {
  static let about = About(
    name: "mood", version: "1.0.0",
    summary: "Tells arousal and valence of every second of music, and describes the track.",
    author: "The Patchbay authors", licence: "Apache-2.0")
  static let isThreadSafe = true

  static let inputs = [
    Input.audio(
      rate: Double(SecondListener.rate), channels: 1, block: SecondListener.rate,
      summary: "The music.")
  ]

  static let mood = Output.vectors(
    "mood", "Arousal and valence of the second that begins at the time; none where it is silent.",
    dimensions: [Dimension("arousal", range: -1...1), Dimension("valence", range: -1...1)])
  static let statistics = Output.vectors(
    "statistics", "The curve in numbers, once.",
    dimensions: ["arousal", "valence"].flatMap { axis in
      [
        Dimension("\(axis)-mean", range: -1...1), Dimension("\(axis)-deviation", range: 0...1),
        Dimension("\(axis)-minimum", range: -1...1), Dimension("\(axis)-maximum", range: -1...1),
        Dimension("\(axis)-range", range: 0...2), Dimension("\(axis)-trend", unit: "1/min"),
      ]
    } + Quadrant.allCases.map { Dimension("\($0.rawValue)-share", range: 0...1) })
  static let quadrant = Output.labels(
    "quadrant", "The quarter of Russell's circle that each section lies in, at its start.",
    vocabulary: Quadrant.allCases.map(\.rawValue))
  static let description = Output.labels(
    "description", "The track in one or two sentences.")
  static let outputs = [mood, statistics, quadrant, description]

  enum Language: String, Choice { case en, ru }

  @Parameter("The language of the description.") var language = Language.en

  private var network: MoodNetwork?
  private var listener: SecondListener?
  private var window = CurveWindow()
  private var curve: [MoodPoint] = []
  /// Seconds of media time at which the sound begins.
  private var start: Double?
  private var wasSilent = false

  init() {}

  func load() throws -> MoodNetwork { try MoodNetwork() }

  mutating func open(
    _ media: MediaInfo, with model: MoodNetwork, into results: Results
  ) throws {
    network = model
    do throws(NumericsError) {
      listener = try SecondListener()
    } catch {
      throw PluginFailure.failed(error.description)
    }
  }

  mutating func push(_ audio: borrowing Audio, into results: Results) throws {
    // To the microsecond: what decoders reckon is often a fraction of one beside it.
    if start == nil { start = (audio.time * 1e6).rounded() / 1e6 + 0 }
    guard var listener else { return }
    // One owner at a time, or each push would copy what it holds.
    self.listener = nil
    defer { self.listener = listener }
    try audio.withChannel(0) { piece in
      try listener.push(piece) { second, heard in try take(second, heard, results) }
    }
  }

  mutating func finish(into results: Results) throws {
    guard var listener else { return }
    self.listener = nil
    try listener.finish { second, heard in try take(second, heard, results) }
    try answer(all: true, results)
    let time = start ?? 0
    guard let statistics = MoodStatistics(curve) else {
      return results.label(
        text(of: wasSilent ? .silence : .tooShort), at: time, to: Self.description)
    }
    results.vector(statistics.values, at: time, to: Self.statistics)
    let sections = Sections.cut(curve)
    for section in sections {
      results.label(
        section.quadrant.rawValue, at: time + Double(section.start), score: section.purity,
        to: Self.quadrant)
    }
    if let story = Story(curve, sections: sections) {
      let text = language == .en ? story.english : story.russian
      results.label(text, at: time, to: Self.description)
    }
  }

  private mutating func take(
    _ second: Int, _ heard: SecondListener.Second, _ results: Results
  ) throws {
    switch heard {
    case .features(let row):
      window.add(row, second: second)
      if window.isFull { try answer(all: false, results) }
    case .silent: wasSilent = true
    case .tooShort: break
    }
  }

  private mutating func answer(all: Bool, _ results: Results) throws {
    guard let network else { return }
    let points = try window.answer(all: all) { rows in try network.curve(rows) }
    for point in points {
      let values: [2 of Float] = [point.arousal, point.valence]
      results.vector(
        values.span, at: (start ?? 0) + Double(point.second), to: Self.mood)
    }
    curve += points
  }

  private func text(of nothing: Nothing) -> String {
    language == .en ? Story.english(of: nothing) : Story.russian(of: nothing)
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Mood.self) }
