import PatchbayABI

/// One compressed packet, without its bytes.
public struct Packet: Sendable {
  @usableFromInline let raw: patchbay_packet

  /// Presentation time, in seconds.
  @inlinable public var time: Double { raw.time }
  /// Seconds.
  @inlinable public var duration: Double { raw.duration }
  /// Bytes.
  @inlinable public var size: Int { Int(raw.size) }
  /// Decodes on its own.
  @inlinable public var isKey: Bool { raw.flags & PATCHBAY_PACKET_KEY != 0 }
}
