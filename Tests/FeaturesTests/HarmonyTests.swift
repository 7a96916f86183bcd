import FeaturesAnalysis
import Testing

@Suite("Key and mode")
struct HarmonyTests {
  @Test("finds every major key by its cadence", arguments: 0..<12)
  func major(tonic: Int) throws {
    let measured = try Measured(Sound.cadence(tonic: tonic, isMajor: true))
    #expect(measured["key"] == Float(tonic) && measured["mode"] == 1)
    #expect(measured.key == TrackFeatures.keyNames[2 * tonic])
    #expect(measured["key-confidence"] > 0.05)
  }

  @Test("finds every minor key by its cadence", arguments: 0..<12)
  func minor(tonic: Int) throws {
    let measured = try Measured(Sound.cadence(tonic: tonic, isMajor: false))
    #expect(measured["key"] == Float(tonic) && measured["mode"] == 0)
    #expect(measured.key == TrackFeatures.keyNames[2 * tonic + 1])
  }

  @Test("follows an instrument that is tuned 30 cents high or low", arguments: [1.01748, 0.98282])
  func tuning(factor: Double) throws {
    let measured = try Measured(Sound.cadence(tonic: 9, isMajor: true, tuning: factor))
    #expect(measured.key == "A major")
  }

  @Test("silence has no key")
  func silence() throws {
    let measured = try Measured(Sound.silence(5))
    #expect(measured.key == nil)
    #expect(measured["key"] == -1 && measured["key-confidence"] == 0)
  }
}
