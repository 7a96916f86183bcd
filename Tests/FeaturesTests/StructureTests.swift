import FeaturesAnalysis
import Testing

@Suite("Sections")
struct StructureTests {
  @Test("finds where noise gives way to chords, and chords to clicks")
  func sections() throws {
    let chords = Sound.cadence(tonic: 0, isMajor: true)
    let sound = Sound.noise(24) + chords + chords + chords + Sound.clicks(perMinute: 120, 24)
    let sections = try #require(try Measured(sound).stretches["sections"])
    #expect(sections.map { $0.lowerBound.rounded() } == [0, 24, 48])
    #expect(sections.last?.upperBound == 72)
  }

  @Test("what stays the same is one section")
  func one() throws {
    let measured = try Measured(Sound.sine(440, 60))
    #expect(measured.stretches["sections"] == [0..<60])
    #expect(measured["sections"] == 1 && measured["section-length"] == 60)
  }
}
