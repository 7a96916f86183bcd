import PatchbayABI

extension Results {
  /// Says how much of the session's work is done, 0 to 1; the host reckons it from time otherwise.
  public func progress(_ fraction: Double) {
    unsafe host.pointee.progress(sink, fraction)
  }

  /// Nobody waits for the session any more. Cheap; ask it in every long loop.
  public var isCancelled: Bool { unsafe host.pointee.is_cancelled(sink) != 0 }

  /// Throws ``PluginFailure/cancelled`` when nobody waits for the session any more.
  public func checkCancelled() throws(PluginFailure) {
    if isCancelled { throw .cancelled }
  }

  /// How urgent a line in the log is.
  public enum Level: Int32, Sendable {
    case debug = 0
    case info, warning, error
  }

  /// Writes a line for the administrator.
  public func log(_ line: String, level: Level = .info) {
    unsafe line.withCString { unsafe host.pointee.log(host, level.rawValue, $0) }
  }

  /// Which frames of a stretch to push.
  public enum Spacing: Sendable {
    case all, keyframes
    case seconds(Double)

    var every: Double {
      switch self {
      case .all: 0
      case .keyframes: .nan
      case .seconds(let seconds): seconds
      }
    }
  }

  /// Asks for the frames of an on-demand input, by default the first, with times in `stretch`.
  ///
  /// Allowed from the first packet until `finishPackets` returns. Overlapping requests are merged.
  public func requestFrames(
    in stretch: Range<Double>, every spacing: Spacing = .all, from input: Input? = nil
  ) {
    let port = outline.onDemandPort(input)
    unsafe host.pointee.request_frames(
      sink, port, stretch.lowerBound, stretch.upperBound, spacing.every)
  }
}
