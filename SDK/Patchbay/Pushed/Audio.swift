import PatchbayABI

/// One block of sound, lent for the call. The last block of a session may be shorter.
@safe public struct Audio: ~Copyable {
  @usableFromInline let raw: UnsafePointer<patchbay_audio>
  let outline: Outline

  init(_ raw: UnsafePointer<patchbay_audio>, _ outline: Outline) {
    unsafe self.raw = raw
    self.outline = outline
  }

  /// Of the first sample, in seconds of media time.
  public var time: Double { unsafe raw.pointee.time }
  /// Hz.
  public var sampleRate: Double { unsafe raw.pointee.sample_rate }
  @inlinable public var channels: Int { Int(unsafe raw.pointee.channels) }
  /// Per channel.
  @inlinable public var samples: Int { Int(unsafe raw.pointee.samples) }
  /// The name of the input that the block came in by.
  public var input: String { outline.inputs[Int(unsafe raw.pointee.port)].name }

  /// Lends the samples of one channel, nominally -1 to 1.
  @inlinable public func withChannel<Result: ~Copyable, Failure: Error>(
    _ channel: Int, _ body: (Span<Float>) throws(Failure) -> Result
  ) throws(Failure) -> Result {
    if channel < 0 || channel >= channels { fatalError("no channel \(channel)") }
    let plane = unsafe UnsafeBufferPointer(start: raw.pointee.planes[channel], count: samples)
    return try unsafe body(plane.span)
  }
}
