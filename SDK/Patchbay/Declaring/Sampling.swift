/// Which frames of a video a plugin wants to see. It decides how much has to be decoded.
public enum Sampling: Sendable {
  /// Every frame that decodes.
  case all
  /// The frames that decode on their own.
  case keyframes
  /// One frame every so many seconds; the number parameter named by `parameter` overrides it.
  case every(seconds: Double, parameter: String? = nil)
  /// So many frames per second; the number parameter named by `parameter` overrides it.
  case perSecond(Double, parameter: String? = nil)
  /// See ``Input/packets(optional:name:summary:)``.
  case packetsOnly
}
