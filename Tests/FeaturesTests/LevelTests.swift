import FeaturesAnalysis
import Glibc
import Testing

@Suite("Loudness, dynamics and colour")
struct LevelTests {
  private func sine48(decibels: Double, seconds: Double) -> [Float] {
    (0..<Int(seconds * 48_000)).map {
      Float(pow(10, decibels / 20) * sin(2 * .pi * 997 * Double($0) / 48_000))
    }
  }

  @Test("a sine of 997 Hz in both channels is as loud as its peak level", arguments: [-23.0, -10])
  func programme(decibels: Double) throws {
    let sine = sine48(decibels: decibels, seconds: 5)
    let measured = try Measured(Sound.silence(5), programme: [sine, sine])
    #expect(abs(Double(measured["loudness"]) - decibels) < 0.1)
    #expect(measured["loudness-range"] < 0.2)
  }

  @Test("one channel counts as heard from two loudspeakers")
  func mono() throws {
    let measured = try Measured(
      Sound.silence(5), programme: [sine48(decibels: -23, seconds: 5)])
    #expect(abs(measured["loudness"] + 23) < 0.1)
  }

  @Test("without the programme, the mixed sound is measured")
  func mixed() throws {
    let measured = try Measured(Sound.sine(997, 5, decibels: -18))
    #expect(abs(measured["loudness"] + 18) < 0.15)
  }

  @Test("the loudness range is that between loud and quiet halves")
  func range() throws {
    let parts = [-20.0, -30].map { sine48(decibels: $0, seconds: 20) }
    let measured = try Measured(Sound.silence(40), programme: [parts[0] + parts[1]])
    #expect(abs(measured["loudness-range"] - 10) < 1)
  }

  @Test("the dynamic range is that of the levels, and none for a steady tone")
  func dynamics() throws {
    #expect(try Measured(Sound.sine(500, 10))["dynamic-range"] < 1)
    let parts = Sound.sine(500, 10, decibels: -10) + Sound.sine(500, 10, decibels: -40)
    #expect(abs(try Measured(parts)["dynamic-range"] - 30) < 1)
  }

  @Test("brightness is the frequency of a tone, and halfway up for white noise")
  func brightness() throws {
    #expect(abs(try Measured(Sound.sine(3000, 5))["brightness"] - 3000) < 60)
    #expect(abs(try Measured(Sound.noise(5))["brightness"] - 5512) < 200)
  }

  @Test("says the length of the sound in milliseconds")
  func duration() throws {
    #expect(try Measured(Sound.noise(2.5))["duration-ms"] == 2500)
  }

  @Test("energy grows with loudness and with the number of onsets")
  func energy() throws {
    let quiet = try Measured(Sound.sine(300, 10, decibels: -40))["energy"]
    let loud = try Measured(Sound.clicks(perMinute: 240, 10))["energy"]
    #expect(quiet < 0.3 && loud > quiet + 0.2)
  }

  @Test("the timbre of two tones differs, that of the same tone does not")
  func timbre() throws {
    let one = try Measured(Sound.sine(500, 3)).timbre
    let same = try Measured(Sound.sine(500, 4)).timbre
    let other = try Measured(Sound.noise(3)).timbre
    func distance(_ a: [Float], _ b: [Float]) -> Float {
      zip(a, b).reduce(0) { $0 + abs($1.0 - $1.1) }
    }
    #expect(distance(one, same) < 1)
    #expect(distance(one, other) > 50)
  }
}
