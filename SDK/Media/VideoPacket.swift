/// One compressed packet of the video stream, without its bytes.
public struct VideoPacket: Equatable, Sendable {
  /// When its picture is shown, seconds.
  public var time: Double
  /// Seconds; 0 where unknown.
  public var duration: Double
  /// Bytes.
  public var size: Int
  /// Whether its picture decodes on its own.
  public var isKey: Bool
}
