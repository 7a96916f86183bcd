/// A stretch of a recording that is to become a file of its own.
public struct CutSegment: Equatable, Sendable {
  /// Seconds.
  public var start: Double
  public var stop: Double
  /// The new file; its ending stands for the container.
  public var path: String

  public init(start: Double, stop: Double, path: String) {
    self.start = start
    self.stop = stop
    self.path = path
  }
}

/// What was cut.
public struct CutResult: Equatable, Sendable {
  public var path: String
  /// Where the new file really starts and stops in the source, seconds.
  public var start: Double
  public var stop: Double
  /// How it was made, where that is not what was asked for.
  public var note: String?
}

/// How a `Cutter` works.
public struct CutOptions: Equatable, Sendable {
  /// Start and stop at the very frames, where pictures must be encoded anew for that; otherwise
  /// everything is copied, from the keyframe before the start on.
  public var isExact = false
  /// Files that are there already are replaced.
  public var replaces = false

  public init() {}
}
