/// Who says something of a track. A source replaces only what it has said itself; of several that
/// say the same thing differently, the first one counts in this order: a client, a table that was
/// imported, the file's own tags, plugins (the one that the catalogue came to know last first).
public struct Source: Hashable, Sendable, CustomStringConvertible {
  /// As the file has it: "tags", "plugin:features".
  public let description: String

  /// Over the network.
  public static let client = Source(description: "client")
  public static let table = Source(description: "import")
  /// What the file says of itself: names, genres, length, cover.
  public static let tags = Source(description: "tags")

  public static func plugin(_ name: String) -> Source { Source(description: "plugin:\(name)") }

  /// Of one that every catalogue has; see `Schema.sources`. Those of plugins count downwards.
  var number: Int64? { ["client": 1, "import": 2, "tags": 3][description] }
}

/// What one plugin has found out about a track.
public struct Finding: Equatable, Sendable {
  public var plugin: String
  public var numbers: [String: Double]
  public var vectors: [String: [Float]]

  public init(
    plugin: String, numbers: [String: Double] = [:], vectors: [String: [Float]] = [:]
  ) {
    self.plugin = plugin
    self.numbers = numbers
    self.vectors = vectors
  }
}
