import FeaturesAnalysis
import Numerics
import Patchbay

/// Measures what a piece of music is like: tempo, key, loudness and more, its beats and sections,
/// and a vector that says what it sounds like.
struct Features: Plugin {
  static let about = About(
    name: "features", version: "1.0.0",
    summary: "Measures tempo, key, loudness and character of music, and finds beats and sections.",
    author: "The Patchbay authors", licence: "Apache-2.0")

  static let audio = Input.audio(
    rate: Rates.sound, channels: 1, block: 22_050, summary: "The sound, mixed down.")
  static let programme = Input.audio(
    block: 16_384, optional: true, name: "programme",
    summary: "The sound as it is, for its loudness; without it, that of the mixed sound.")
  static let inputs = [audio, programme]

  static let outputs = [
    trackOutput, timbreOutput, keyOutput, onsetOutput, beatOutput, segmentOutput, sectionOutput,
  ]

  private var analysis: TrackAnalysis?
  private var loudness = ProgrammeLoudness()
  private var start: Double?
  private var segments = Segments()

  init() {}

  mutating func push(_ audio: borrowing Audio, into results: Results) throws {
    try results.checkCancelled()
    if audio.input == Self.programme.name {
      return try loudness.push(programme: audio)
    }
    guard audio.channels == 1, audio.sampleRate == Rates.sound else {
      throw PluginFailure.badInput(
        "the sound has \(audio.channels) channels at \(audio.sampleRate) Hz; "
          + "features takes one at \(Rates.sound) Hz")
    }
    try loudness.push(mixed: audio)
    let start = self.start ?? audio.time
    self.start = start
    let analysis = try self.analysis ?? TrackAnalysis()
    self.analysis = analysis
    let onsets = audio.withChannel(0) { analysis.push($0) }
    report(onsets, from: start, to: results)
  }

  mutating func finish(into results: Results) throws {
    guard let analysis, let start else {
      throw PluginFailure.badInput("there is no sound to measure")
    }
    report(analysis.finishOnsets(), from: start, to: results)
    let features = analysis.features()
    let stop = start + features.duration
    if let segment = segments.finish(at: features.duration) {
      results.segment(
        start + segment.lowerBound, start + segment.upperBound, to: Self.segmentOutput)
    }
    for beat in features.beatStretches {
      results.segment(start + beat.lowerBound, start + beat.upperBound, to: Self.beatOutput)
    }
    for section in features.sectionStretches {
      results.segment(
        start + section.lowerBound, min(stop, start + section.upperBound), to: Self.sectionOutput)
    }
    if let key = features.keyName {
      results.label(key, at: start, score: features.keyConfidence, to: Self.keyOutput)
    }
    let summary = TrackSummary(
      features, loudness: loudness.integrated, range: loudness.range, segments: segments.count)
    results.vector(summary.values.map { Float($0) }, at: start, to: Self.trackOutput)
    results.vector(features.timbre, at: start, to: Self.timbreOutput)
  }

  private mutating func report(_ onsets: [Double], from start: Double, to results: Results) {
    for onset in onsets {
      results.segment(start + onset, start + onset, to: Self.onsetOutput)
      if let segment = segments.add(onset) {
        results.segment(
          start + segment.lowerBound, start + segment.upperBound, to: Self.segmentOutput)
      }
    }
  }
}

@c(patchbay_plugin) public func entry() -> PluginPointer { export(Features.self) }
