/// What a model's file says of itself.
public struct Metadata: Sendable, Equatable {
  public var producer: String
  public var graph: String
  public var domain: String
  public var description: String
  public var version: Int64
  /// Whatever its maker added, by key.
  public var custom: [String: String]
}
