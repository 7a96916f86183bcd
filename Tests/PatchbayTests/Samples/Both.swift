import Patchbay

/// Reports red of the first pixel and the mean of each channel of sound.
final class Both: Plugin {
  static let about = About(name: "both", version: "1.0.0", summary: "Sees and hears.")
  static let inputs: [Input] = [
    .examples(.rgb8), .frames(.rgb8, sampling: .perSecond(4)),
    .audio(rate: 22_050, channels: 2, block: 1024, hop: 512),
  ]
  static let outputs: [Output] = [.vectors("seen"), .vectors("heard")]
  static let isThreadSafe = false

  private var frames = 0

  func push(_ frame: borrowing Frame, into results: Results) {
    frames += 1
    frame.withRGB { results.vector([Float(frames), Float($0[0])], at: frame.time) }
  }

  func push(_ audio: borrowing Audio, into results: Results) {
    let means = (0..<audio.channels).map { channel in
      audio.withChannel(channel) { samples in
        samples.indices.reduce(0) { $0 + samples[$1] } / Float(samples.count)
      }
    }
    results.vector(means, at: audio.time, to: Self.outputs[1])
  }
}
