import FeaturesAnalysis
import Patchbay
import PatchbayTesting
import TestSupport
import Testing

@Suite("Odd sound")
struct OddSoundTests {
  @Test("silence has an answer: no beat, no key, -70 LUFS, one section, one segment")
  func silence() throws {
    let measured = try Measured(Sound.silence(30))
    #expect(measured.isWithinRanges)
    #expect(measured["loudness"] == -70 && measured["loudness-range"] == 0)
    #expect(measured["tempo"] == 0 && measured["beats"] == 0 && measured["onsets"] == 0)
    #expect(measured["energy"] == 0 && measured["danceability"] == 0)
    #expect(measured["speechiness"] == 0 && measured["acousticness"] == 0)
    #expect(measured["sections"] == 1 && measured["segments"] == 1)
    #expect(measured["key"] == -1 && measured["mode"] == 0 && measured["brightness"] == 0)
    #expect(measured.timbre.allSatisfy { $0 == 0 })
  }

  @Test("sound of any length has an answer", arguments: [1, 2, 100, 1024, 5000, 22_050, 30_000])
  func short(samples: Int) throws {
    let measured = try Measured(Array(Sound.noise(2)[..<samples]))
    #expect(measured.isWithinRanges)
    #expect(measured["segments"] >= 1 && measured["sections"] == 1)
  }

  @Test("samples that are no numbers, or absurd, count as silence")
  func notNumbers() throws {
    var sound = Sound.clicks(perMinute: 120, 20)
    let wanted = try Measured(sound)
    for index in stride(from: 0, to: sound.count, by: 5000) where sound[index] == 0 {
      sound[index] = index % 2 == 0 ? .nan : .infinity
    }
    let measured = try Measured(sound)
    #expect(measured.track == wanted.track && measured.timbre == wanted.timbre)
    let nothing = try Measured([Float](repeating: .nan, count: 50_000))
    #expect(nothing.isWithinRanges && nothing["loudness"] == -70)
  }

  @Test("sound far above full scale stays within the ranges that are declared")
  func loud() throws {
    #expect(try Measured(Sound.noise(5, amplitude: 9000)).isWithinRanges)
    #expect(try Measured(Sound.noise(5, amplitude: 1e30)).isWithinRanges)
  }

  @Test("blocks of any size give the same answer", arguments: [1000, 22_051, 1_000_000])
  func blocks(size: Int) throws {
    let sound = Sound.clicks(perMinute: 110, 15) + Sound.noise(10)
    let (one, other) = (try Measured(sound), try Measured(sound, block: size))
    #expect(one.stretches == other.stretches)
    #expect(one.track == other.track && one.timbre == other.timbre)
  }

  @Test("a session without sound is refused")
  func nothing() throws {
    let session = try Rehearsal(library: BuildFolder.library("features")).open()
    #expect(throws: PluginFailure.badInput("there is no sound to measure")) {
      try session.finish()
    }
  }

  @Test("sound of another rate is refused")
  func otherRate() throws {
    let session = try Rehearsal(library: BuildFolder.library("features")).open()
    let sentence =
      "the sound has 1 channels at 44100.0 Hz; features takes one at 22050.0 Hz"
    #expect(throws: PluginFailure.badInput(sentence)) {
      try session.push(audio: [[0, 0]], rate: 44_100, at: 0, to: "audio")
    }
  }

  @Test("a programme that changes its channels is refused")
  func changes() throws {
    let session = try Rehearsal(library: BuildFolder.library("features")).open()
    try session.push(audio: [[0, 0]], rate: 48_000, at: 0, to: "programme")
    let sentence = "the number of channels or the sample rate changes within the sound"
    #expect(throws: PluginFailure.badInput(sentence)) {
      try session.push(audio: [[0, 0], [0, 0]], rate: 48_000, at: 0, to: "programme")
    }
  }

  @Test("a session that nobody waits for stops")
  func cancelled() throws {
    let session = try Rehearsal(library: BuildFolder.library("features")).open()
    session.isCancelled = true
    #expect(throws: PluginFailure.cancelled) {
      try session.push(audio: [[0, 0]], rate: 22_050, at: 0, to: "audio")
    }
  }
}
