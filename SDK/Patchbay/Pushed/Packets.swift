import PatchbayABI

/// Some compressed packets of the video stream in order of decoding, lent for the call.
@safe public struct Packets: ~Copyable {
  private let start: UnsafePointer<patchbay_packet>?
  public let count: Int
  private let port: Int
  let outline: Outline

  init(
    _ start: UnsafePointer<patchbay_packet>?, count: Int, port: UInt32, _ outline: Outline
  ) {
    unsafe self.start = start
    self.count = count
    self.port = Int(port)
    self.outline = outline
  }

  /// The name of the input that the packets came in by.
  public var input: String { outline.inputs[port].name }

  /// Lends the packets.
  public func withSpan<Result: ~Copyable, Failure: Error>(
    _ body: (Span<Packet>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    // A `Packet` is a `patchbay_packet` and nothing else, so it lies in memory the same way.
    let packets = unsafe UnsafeRawPointer(start)?.assumingMemoryBound(to: Packet.self)
    return try unsafe body(UnsafeBufferPointer(start: packets, count: count).span)
  }
}
