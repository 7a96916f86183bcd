/// A parameter with a fixed set of values, named by the cases' raw values.
///
///     enum Speed: String, Choice { case fast, exact }
///
///     @Parameter("How to search.") var speed = Speed.fast
public protocol Choice: ParameterValue, CaseIterable, RawRepresentable where RawValue == String {}

extension Choice {
  public static var kind: ParameterKind { .choice }
  public static var choices: [String] { allCases.map(\.rawValue) }

  public init?(content: ParameterContent) {
    guard case .text(let text) = content else { return nil }
    self.init(rawValue: text)
  }

  public var content: ParameterContent { .text(rawValue) }
}
