/// One output port: what kind of results a plugin sends.
public struct Output: Sendable {
  /// For programs: `[a-z0-9-]+`, unique among the outputs. Must not change.
  public var name: String
  /// For people: one sentence.
  public var summary: String
  var kind: Kind

  enum Kind: Sendable {
    case timestamps(vocabulary: [String])
    case vectors([Dimension])
    case labels(vocabulary: [String])
    case artifact(mediaType: String)
  }
}

extension Output {
  /// Stretches of media time. An empty vocabulary means that labels are any text.
  public static func timestamps(
    _ name: String = "timestamps", _ summary: String = "The stretches found.",
    vocabulary: [String] = []
  ) -> Self {
    Self(name: name, summary: summary, kind: .timestamps(vocabulary: vocabulary))
  }

  /// Numbers at a time. Without dimensions each vector has its own length.
  public static func vectors(
    _ name: String = "vectors", _ summary: String = "Measured values.",
    dimensions: [Dimension] = []
  ) -> Self {
    Self(name: name, summary: summary, kind: .vectors(dimensions))
  }

  /// Words at a time. An empty vocabulary means any text.
  public static func labels(
    _ name: String = "labels", _ summary: String = "What was seen or heard.",
    vocabulary: [String] = []
  ) -> Self {
    Self(name: name, summary: summary, kind: .labels(vocabulary: vocabulary))
  }

  /// Finished documents of one media type, such as "image/png".
  public static func artifact(
    _ name: String = "artifact", _ summary: String = "A finished document.", mediaType: String
  ) -> Self {
    Self(name: name, summary: summary, kind: .artifact(mediaType: mediaType))
  }
}
