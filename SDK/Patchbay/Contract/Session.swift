import PatchbayABI

/// A session, erased. After a failure nothing but closing it is allowed.
class AnySession {
  final let results: Results
  final var hasFailed = false

  init(_ results: Results) { self.results = results }

  func push(_ frame: borrowing Frame) throws { preconditionFailure("a subclass does this") }
  func push(_ audio: borrowing Audio) throws { preconditionFailure("a subclass does this") }
  func push(_ text: borrowing Text) throws { preconditionFailure("a subclass does this") }
  func push(_ packets: borrowing Packets) throws { preconditionFailure("a subclass does this") }
  func finishPackets() throws { preconditionFailure("a subclass does this") }
  func finish() throws { preconditionFailure("a subclass does this") }
}

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
