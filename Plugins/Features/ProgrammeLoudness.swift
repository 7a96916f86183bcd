import Numerics
import Patchbay

/// Loudness of the sound as it is, or of the mixed sound where no other comes.
struct ProgrammeLoudness {
  private var meter: LoudnessMeter?
  private var isProgramme = false
  private var interleaved: [Float] = []
  private var rate = 0.0

  /// Takes a block of the mixed sound, which counts until a block of the programme comes.
  mutating func push(mixed audio: borrowing Audio) throws {
    if !isProgramme { try push(audio) }
  }

  /// Takes a block of the programme. Below 8 kHz the mixed sound, at a higher rate, is as good.
  mutating func push(programme audio: borrowing Audio) throws {
    guard isProgramme || audio.sampleRate >= 8000 else { return }
    if !isProgramme { meter = nil }
    isProgramme = true
    try push(audio)
  }

  private mutating func push(_ audio: borrowing Audio) throws {
    if meter == nil {
      meter = try LoudnessMeter(
        channels: audio.channels, rate: audio.sampleRate, dualMono: true)
      rate = audio.sampleRate
    }
    guard meter?.channels == audio.channels, rate == audio.sampleRate else {
      throw PluginFailure.badInput(
        "the number of channels or the sample rate changes within the sound")
    }
    let channels = audio.channels
    let count = audio.samples * channels
    if interleaved.count != count { interleaved = [Float](repeating: 0, count: count) }
    for channel in 0..<channels {
      audio.withChannel(channel) { samples in
        for index in samples.indices { interleaved[index * channels + channel] = samples[index] }
      }
    }
    meter?.push(interleaved)
  }

  /// LUFS.
  var integrated: Double { meter?.integrated ?? LoudnessMeter.silence }
  /// LU.
  var range: Double { meter?.range ?? 0 }
}
