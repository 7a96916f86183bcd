import Patchbay
import PatchbayTesting
import TestSupport
import Testing

private let isRuntimeInstalled =
  readFile("\(Checkout.path)/.runtime/onnxruntime/LICENSE") != nil

@Suite(
  "The plugin mood",
  .enabled(if: isRuntimeInstalled, "ONNX Runtime is not installed: scripts/runtime"))
struct PluginTests {
  private func run(
    _ sound: [Float], _ parameters: [String: ParameterLiteral] = [:], from start: Double = 0
  ) throws -> [Emission] {
    let session = try Rehearsal(library: BuildFolder.library("mood")).open(parameters)
    for place in stride(from: 0, to: sound.count, by: Sound.rate) {
      let block = Array(sound[place..<min(place + Sound.rate, sound.count)])
      try session.push(
        audio: [block], rate: Double(Sound.rate),
        at: start + Double(place) / Double(Sound.rate))
    }
    return try session.finish()
  }

  private func curve(_ emissions: [Emission]) -> [(time: Double, values: [Float])] {
    emissions.compactMap {
      if case .vector("mood", let time, let values) = $0 { (time, values) } else { nil }
    }
  }

  private func description(_ emissions: [Emission]) -> String? {
    for case .label("description", _, let text, _, _) in emissions { return text }
    return nil
  }

  @Test("answers as the trained network does in Python, to a thousandth")
  func golden() throws {
    let curve = curve(try run(Sound.golden))
    #expect(curve.map(\.time) == (0..<24).map(Double.init))
    for (index, value) in curve.flatMap(\.values).enumerated() {
      let expected = Expected.curve[index]
      #expect(abs(value - expected) < 0.001, "value \(index): \(value), not \(expected)")
    }
  }

  @Test("hears more arousal in beats than in soft fifths")
  func contrast() throws {
    let curve = curve(try run(Sound.golden))
    #expect(curve[23].values[0] > curve[0].values[0] + 0.2)
  }

  @Test("counts time from where the sound starts")
  func offset() throws {
    let emissions = try run(Array(Sound.golden[..<(3 * Sound.rate)]), from: 7.5)
    #expect(curve(emissions).map(\.time) == [7.5, 8.5, 9.5])
  }

  @Test("sends one vector of statistics that agrees with the curve")
  func statistics() throws {
    let emissions = try run(Sound.golden)
    let all = emissions.compactMap { emission -> [Float]? in
      if case .vector("statistics", 0, let values) = emission { values } else { nil }
    }
    let statistics = try #require(all.first)
    #expect(all.count == 1 && statistics.count == 16)
    let arousal = curve(emissions).map { $0.values[0] }
    #expect(abs(statistics[0] - arousal.reduce(0, +) / 24) < 1e-5)
    #expect(statistics[2] == arousal.min())
    #expect(statistics[3] == arousal.max())
    #expect(abs(statistics[12...].reduce(0, +) - 1) < 1e-5)
  }

  @Test("describes the track in the language that is asked for")
  func languages() throws {
    let english = try #require(description(run(Sound.golden)))
    let russian = try #require(description(run(Sound.golden, ["language": "ru"])))
    #expect(english.hasPrefix("Sta") && english.hasSuffix("."))
    #expect(russian.hasPrefix("Музыка ") && russian.hasSuffix("."))
  }

  @Test("says of silence that there is nothing to hear")
  func silence() throws {
    let emissions = try run(Sound.silence(seconds: 5))
    #expect(
      emissions == [
        .label(
          output: "description", time: 0,
          label: "There is nothing to hear: all of it is silent.", score: nil, box: nil)
      ])
    let notNumbers = try run([Float](repeating: .nan, count: 5 * Sound.rate), ["language": "ru"])
    #expect(description(notNumbers) == "Слушать нечего: всё время тишина.")
  }

  @Test("says of half a second that it is too short, and of nothing too")
  func short() throws {
    let text = "Too short to tell: there is less than half a second of sound."
    #expect(description(try run(Array(Sound.golden[..<5000]))) == text)
    let nothing = try run([], ["language": "ru"])
    #expect(
      description(nothing)
        == "Слишком коротко, чтобы судить: звука меньше половины секунды.")
    #expect(nothing.count == 1)
  }

  @Test("leaves silent seconds out of the curve")
  func pause() throws {
    let part = Array(Sound.golden[..<(4 * Sound.rate)])
    let emissions = try run(part + Sound.silence(seconds: 3) + part)
    #expect(curve(emissions).map(\.time) == [0, 1, 2, 3, 7, 8, 9, 10])
  }
}
