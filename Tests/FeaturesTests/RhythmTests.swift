import FeaturesAnalysis
import Glibc
import Testing

@Suite("Tempo, beats and onsets")
struct RhythmTests {
  @Test("finds the tempo of clicks", arguments: [75.0, 96, 120, 128, 150])
  func tempo(perMinute: Double) throws {
    let measured = try Measured(Sound.clicks(perMinute: perMinute, 30))
    #expect(abs(Double(measured["tempo"]) / perMinute - 1) < 0.01)
    #expect(measured["tempo-confidence"] > 0.5)
    #expect(abs(Double(measured["beat-length"]) - 60 / perMinute) < 0.02)
  }

  @Test("places a beat on every click, to two hundredths of a second")
  func beats() throws {
    let measured = try Measured(Sound.clicks(perMinute: 100, 30, from: 0.35))
    let clicks = (1..<45).map { 0.35 + Double($0) * 0.6 }
    for click in clicks { #expect(measured.beats.contains { abs($0 - click) < 0.02 }) }
    #expect(Float(measured.beats.count) == measured["beats"])
    #expect(abs(measured.beats.count - 49) <= 1)
  }

  @Test("reports times of media, wherever the sound starts")
  func start() throws {
    let clicks = Sound.clicks(perMinute: 120, 10)
    let (here, there) = (try Measured(clicks), try Measured(clicks, from: 100))
    #expect(here.onsets.count == there.onsets.count && !here.onsets.isEmpty)
    for (one, other) in zip(here.onsets, there.onsets) { #expect(abs(other - one - 100) < 1e-9) }
    #expect(here.track == there.track)
  }

  @Test("finds an onset at every click and none elsewhere")
  func onsets() throws {
    let measured = try Measured(Sound.clicks(perMinute: 60, 20, from: 0.5))
    #expect(measured.onsets.count == 20)
    for (index, onset) in measured.onsets.enumerated() {
      #expect(abs(onset - 0.5 - Double(index)) < 0.03)
    }
    #expect(measured["onsets"] == 20 && measured["onset-interval"] == 1)
  }

  @Test("cuts segments from onset to onset, together all of the sound")
  func segments() throws {
    let measured = try Measured(Sound.clicks(perMinute: 60, 10, from: 0.5))
    let segments = try #require(measured.stretches["segments"])
    #expect(segments.first?.lowerBound == 0 && segments.last?.upperBound == 10)
    for (one, next) in zip(segments, segments.dropFirst()) {
      #expect(one.upperBound == next.lowerBound)
    }
    #expect(Float(segments.count) == measured["segments"])
    #expect(abs(measured["segment-length"] - 10 / Float(segments.count)) < 1e-5)
  }

  @Test("a steady tone has neither beat nor tempo")
  func tone() throws {
    let measured = try Measured(Sound.sine(440, 20))
    #expect(measured["tempo"] == 0 && measured["tempo-confidence"] == 0)
    #expect(measured["beats"] == 0 && measured["danceability"] == 0)
  }

  @Test("clicks invite to dance, noise does not")
  func danceability() throws {
    let clicks = try Measured(Sound.clicks(perMinute: 120, 30))
    let noise = try Measured(Sound.noise(30))
    #expect(clicks["danceability"] > 0.7)
    #expect(noise["danceability"] < 0.3)
  }
}
