/// What a plugin says of itself to people and to the host.
public struct About: Sendable {
  /// For programs: `[a-z0-9-]+`. Must not change.
  public var name: String
  /// Such as "1.4.0".
  public var version: String
  /// For people: one sentence.
  public var summary: String
  public var author: String
  /// An SPDX identifier, such as "Apache-2.0".
  public var licence: String

  public init(
    name: String, version: String, summary: String, author: String = "", licence: String = ""
  ) {
    self.name = name
    self.version = version
    self.summary = summary
    self.author = author
    self.licence = licence
  }
}
