import Wire

/// Sends what one session emits to the host.
final class WorkerOutput: SinkOutput {
  private let slot: UInt32
  private let channel: Channel
  private var writer = ByteWriter()

  init(slot: Int, channel: Channel) {
    self.slot = UInt32(slot)
    self.channel = channel
  }

  var isCancelled: Bool { channel.isCancelled(Int(slot)) }

  func segment(port: Int, start: Double, stop: Double, label: String?, score: Float) {
    begin(port)
    writer.write(start)
    writer.write(stop)
    writer.write(score)
    writer.write(label)
    send(ReplyKind.segment)
  }

  func vector(port: Int, time: Double, values: UnsafeBufferPointer<Float>) {
    begin(port)
    writer.write(time)
    unsafe writer.append(UnsafeRawBufferPointer(values))
    send(ReplyKind.vector)
  }

  func label(port: Int, time: Double, label: String, score: Float, box: Box?) {
    begin(port)
    writer.write(time)
    writer.write(score)
    writer.write(box != nil)
    if let box {
      for side in [box.left, box.top, box.width, box.height] { writer.write(side) }
    }
    writer.write(label)
    send(ReplyKind.label)
  }

  func artifact(port: Int, mediaType: String, name: String?, bytes: UnsafeRawBufferPointer) {
    begin(port)
    writer.write(mediaType)
    writer.write(name)
    unsafe writer.append(bytes)
    send(ReplyKind.artifact)
    writer = ByteWriter()  // it may have been large
  }

  func requestFrames(port: Int, start: Double, stop: Double, every: Double) {
    begin(port)
    for number in [start, stop, every] { writer.write(number) }
    send(ReplyKind.requestFrames)
  }

  func progress(_ fraction: Double) {
    begin(0)
    writer.write(fraction)
    send(ReplyKind.progress)
  }

  /// The answer to a request after which the session goes on, unless it failed.
  func answer(_ failure: PluginFailure?) {
    guard failure == nil else { return done(failure, nanoseconds: 0) }
    writer.reset()
    writer.write(slot)
    send(ReplyKind.acknowledged)
    channel.replies.ring()
  }

  /// The answer to the last request of a session.
  func done(_ failure: PluginFailure?, nanoseconds: Int64) {
    writer.reset()
    writer.write(slot)
    writer.write(failure?.status ?? 0)
    writer.write(nanoseconds)
    writer.write(failure?.sentence ?? "")
    send(ReplyKind.done)
    channel.replies.ring()
  }

  private func begin(_ port: Int) {
    writer.reset()
    writer.write(slot)
    writer.write(UInt32(port))
  }

  /// In pieces where it is longer than one message may be. Waits while the ring is full.
  private func send(_ kind: UInt32) {
    let ring = channel.replies
    var sent = 0
    repeat {
      let count = min(writer.bytes.count - sent, ring.mostPayload)
      let isLast = sent + count == writer.bytes.count
      let part = writer.bytes[sent..<sent + count]
      while unsafe !ring.send(
        kind: isLast ? kind : kind | ReplyKind.more, count: count,
        { unsafe $0.copyBytes(from: part) })
      {
        ring.ring()
        ring.waitForRoom(nanoseconds: 100_000_000)
      }
      sent += count
    } while sent < writer.bytes.count
  }
}
