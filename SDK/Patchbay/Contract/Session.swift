/// One pass over some media.
final class Session<P: Plugin>: AnySession {
  private var plugin: P

  init(_ plugin: P, _ results: Results) {
    self.plugin = plugin
    super.init(results)
  }

  func open(_ media: MediaInfo, with model: P.Model) throws {
    try plugin.open(media, with: model, into: results)
  }

  override func push(_ frame: borrowing Frame) throws { try plugin.push(frame, into: results) }
  override func push(_ audio: borrowing Audio) throws { try plugin.push(audio, into: results) }
  override func push(_ text: borrowing Text) throws { try plugin.push(text, into: results) }
  override func push(_ packets: borrowing Packets) throws {
    try plugin.push(packets, into: results)
  }
  override func finishPackets() throws { try plugin.finishPackets(into: results) }
  override func finish() throws { try plugin.finish(into: results) }
}
