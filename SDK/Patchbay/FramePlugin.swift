/// A plugin that looks at one frame at a time.
///
/// Without an `input` it gets every frame in full size as `gray8`; without `outputs` it has one,
/// `labels`, that takes any text.
public protocol FramePlugin: Plugin {
  static var input: Input { get }
  mutating func analyse(_ frame: borrowing Frame, into results: Results) throws
}

extension FramePlugin {
  public static var input: Input { .frames(.gray8) }
  public static var inputs: [Input] { [input] }
  public static var outputs: [Output] { [.labels()] }

  public mutating func push(_ frame: borrowing Frame, into results: Results) throws {
    try analyse(frame, into: results)
  }
}
