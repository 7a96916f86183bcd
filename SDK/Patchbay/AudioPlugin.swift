/// A plugin that listens to one block of audio at a time.
///
/// Without an `input` it gets the audio mixed down to one channel, at the source's own rate, in
/// blocks as they come; without `outputs` it has one, `labels`, that takes any text.
public protocol AudioPlugin: Plugin {
  static var input: Input { get }
  mutating func analyse(_ audio: borrowing Audio, into results: Results) throws
}

extension AudioPlugin {
  public static var input: Input { .audio(channels: 1) }
  public static var inputs: [Input] { [input] }
  public static var outputs: [Output] { [.labels()] }

  public mutating func push(_ audio: borrowing Audio, into results: Results) throws {
    try analyse(audio, into: results)
  }
}
