/// Why media could not be read or written: a kind for programs, a sentence for people.
public struct MediaError: Error, Equatable, Sendable, CustomStringConvertible {
  public enum Kind: String, Sendable {
    /// The file is missing, empty, cut off or not media at all.
    case unreadable
    /// Media, but of a format or codec that is not decoded here.
    case unsupported
    /// The media lacks the stream that was asked for.
    case noSuchStream = "no-such-stream"
    /// More pixels, samples or bytes than the limits allow.
    case tooLarge = "too-large"
    /// The caller asked for something that cannot be.
    case badRequest = "bad-request"
    /// Writing failed: no room, no permission, or the file is there already.
    case notWritten = "not-written"
    case cancelled
  }

  public var kind: Kind
  public var description: String

  public init(_ kind: Kind, _ description: String) {
    self.kind = kind
    self.description = description
  }

  static let cancelled = MediaError(.cancelled, "reading the media was cancelled")
}
