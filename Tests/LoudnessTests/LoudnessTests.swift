import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("The loudness plugin")
struct LoudnessTests {
  struct Summary {
    var integrated, range, truePeak, samplePeak, highestMomentary, highestShortTerm: Float
  }

  /// Measures sound pushed in blocks of 1,000 samples.
  private func measure(
    _ channels: [[Float]], _ parameters: [String: ParameterLiteral] = [:]
  ) throws -> (hops: [(time: Double, values: [Float])], summary: Summary) {
    let session = try Rehearsal(library: BuildFolder.library("loudness")).open(parameters)
    for first in stride(from: 0, to: channels[0].count, by: 1000) {
      let block = channels.map { Array($0[first..<min(first + 1000, $0.count)]) }
      try session.push(audio: block, rate: Sound.rate, at: Double(first) / Sound.rate)
    }
    var hops: [(Double, [Float])] = []
    var summaries: [[Float]] = []
    for case .vector(let output, let time, let values) in try session.finish() {
      if output == "loudness" { hops.append((time, values)) } else { summaries.append(values) }
    }
    let values = try #require(summaries.first)
    #expect(summaries.count == 1 && values.count == 6)
    let summary = Summary(
      integrated: values[0], range: values[1], truePeak: values[2], samplePeak: values[3],
      highestMomentary: values[4], highestShortTerm: values[5])
    return (hops, summary)
  }

  @Test(
    "finds the integrated loudness of the signals of EBU Tech 3341, cases 1 to 5",
    arguments: [
      ([(-23, 20)], -23), ([(-33, 20)], -33), ([(-36, 10), (-23, 60), (-36, 10)], -23),
      ([(-72, 10), (-36, 10), (-23, 60), (-36, 10), (-72, 10)], -23),
      ([(-26, 20), (-20, 20.1), (-26, 20)], -23),
    ] as [([(Double, Double)], Float)])
  func integrated(parts: [(Double, Double)], lufs: Float) throws {
    let sine = Sound.sines(parts.map { (peak: $0.0, seconds: $0.1) })
    let summary = try measure([sine, sine], ["true-peak": false]).summary
    #expect(abs(summary.integrated - lufs) <= 0.1)
  }

  @Test(
    "finds the loudness range of the signals of EBU Tech 3342, cases 1 to 3",
    arguments: [([-20, -30], 10), ([-20, -15], 5), ([-40, -20], 20)] as [([Double], Float)])
  func range(levels: [Double], lu: Float) throws {
    let sine = Sound.sines(levels.map { (peak: $0, seconds: 20) })
    let summary = try measure([sine, sine], ["true-peak": false]).summary
    #expect(abs(summary.range - lu) <= 1)
  }

  @Test("finds momentary and short-term loudness at every hop")
  func hops() throws {
    let sine = Sound.sines([(-23, 5)])
    let (hops, summary) = try measure([sine, sine], ["hop": 0.5])
    #expect(hops.map(\.time) == (1...10).map { Double($0) / 2 })
    for hop in hops where hop.time >= 3 {
      #expect(abs(hop.values[0] + 23) <= 0.1 && abs(hop.values[1] + 23) <= 0.1)
    }
    #expect(abs(summary.highestMomentary + 23) <= 0.1)
    #expect(abs(summary.highestShortTerm + 23) <= 0.1)
  }

  @Test("finds the true peak between samples, and leaves it out when told to")
  func truePeak() throws {
    let sine = Sound.betweenSamples(amplitude: 0.5, seconds: 1)
    let with = try measure([sine, sine]).summary
    #expect(with.truePeak >= -6.4 && with.truePeak <= -5.8)  // EBU Tech 3341: +0.2, -0.4
    #expect(abs(with.samplePeak + 9.03) <= 0.01)
    let without = try measure([sine, sine], ["true-peak": false]).summary
    #expect(without.truePeak.isNaN)
    #expect(without.samplePeak == with.samplePeak)
  }

  @Test("counts one channel as two loudspeakers when told to")
  func dualMono() throws {
    let sine = Sound.sines([(-23, 5)])
    #expect(abs(try measure([sine]).summary.integrated + 26) <= 0.1)
    #expect(abs(try measure([sine], ["dual-mono": true]).summary.integrated + 23) <= 0.1)
  }

  @Test("reports silence as -70")
  func silence() throws {
    let (hops, summary) = try measure([[Float](repeating: 0, count: 96_000)])
    #expect(hops.map(\.values) == [[-70, -70], [-70, -70]])
    #expect(summary.integrated == -70 && summary.range == 0)
    #expect(summary.truePeak == -70 && summary.samplePeak == -70)
  }

  @Test("measures sound shorter than a hop at its end")
  func short() throws {
    let sine = Sound.sines([(-20, 0.05)])
    let (hops, summary) = try measure([sine, sine])
    #expect(hops.count == 1 && hops[0].time == 0.05)
    #expect(hops[0].values.allSatisfy { $0.isFinite && $0 >= -70 })
    #expect(summary.integrated == -70, "too short for a gated measurement")
    #expect(abs(summary.samplePeak + 20) <= 0.1)
  }

  @Test("counts samples that are not numbers as silence")
  func notNumbers() throws {
    var sine = Sound.sines([(-23, 5)])
    for index in stride(from: 0, to: 2400, by: 2) { sine[index] = .nan }
    sine[1] = .infinity
    let summary = try measure([sine, sine]).summary
    #expect(summary.integrated.isFinite && abs(summary.integrated + 23) <= 0.2)
  }

  @Test("refuses a session without sound")
  func nothing() throws {
    let session = try Rehearsal(library: BuildFolder.library("loudness")).open()
    #expect(throws: PluginFailure.badInput("there is no sound to measure")) {
      try session.finish()
    }
  }

  @Test("refuses sound that changes its channels")
  func changes() throws {
    let session = try Rehearsal(library: BuildFolder.library("loudness")).open()
    try session.push(audio: [[0, 0]], rate: 48_000, at: 0)
    let sentence = "the number of channels or the sample rate changes within the sound"
    #expect(throws: PluginFailure.badInput(sentence)) {
      try session.push(audio: [[0, 0], [0, 0]], rate: 48_000, at: 0)
    }
  }

  @Test("refuses sound that cannot be measured")
  func impossible() throws {
    let session = try Rehearsal(library: BuildFolder.library("loudness")).open()
    #expect(throws: PluginFailure.badInput("cannot measure 1 channels at 1 Hz")) {
      try session.push(audio: [[0, 0]], rate: 1, at: 0)
    }
  }

  @Test("stops when nobody waits any more")
  func cancelled() throws {
    let session = try Rehearsal(library: BuildFolder.library("loudness")).open()
    session.isCancelled = true
    #expect(throws: PluginFailure.cancelled) {
      try session.push(audio: [[0, 0]], rate: 48_000, at: 0)
    }
  }
}
