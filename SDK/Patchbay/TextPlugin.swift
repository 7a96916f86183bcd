/// A plugin that reads one text at a time.
///
/// Without an `input` it takes many texts in a session; without `outputs` it has one, `labels`,
/// that takes any text.
public protocol TextPlugin: Plugin {
  static var input: Input { get }
  mutating func analyse(_ text: borrowing Text, into results: Results) throws
}

extension TextPlugin {
  public static var input: Input { .text(many: true) }
  public static var inputs: [Input] { [input] }
  public static var outputs: [Output] { [.labels()] }

  public mutating func push(_ text: borrowing Text, into results: Results) throws {
    try analyse(text, into: results)
  }
}
