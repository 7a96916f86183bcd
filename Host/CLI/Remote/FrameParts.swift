import Plugins
import Serving
import Wire

/// Takes frames out of a file, and hands them on as parts of a multipart body (RFC 7578), each
/// with its time in its name: `frame@12.5`.
final class FrameParts {
  private let client: MediaClient
  private let collector: RunCollector
  private let targets: Int
  private let boundary: String
  private var texts: [(port: String, text: String)]
  private var isClosed = false

  init(
    client: MediaClient, texts: [String: [String]], boundary: String, targets: Int,
    collector: RunCollector
  ) {
    self.client = client
    self.collector = collector
    self.targets = targets
    self.boundary = boundary
    self.texts = texts.sorted { $0.key < $1.key }.flatMap { port, all in
      all.map { (port, $0) }
    }
  }

  var contentType: String { "multipart/form-data; boundary=\(boundary)" }

  /// The next part; nil at the end.
  func next() throws(CommandError) -> [UInt8]? {
    if let (port, text) = texts.first {
      texts.removeFirst()
      return head(port, "text/plain; charset=utf-8") + Array(text.utf8) + Self.lineEnd
    }
    while let reply = try reply() {
      switch reply {
      case .frame(let frame):
        let bytes = read(frame)
        client.release(frame.slot)
        return head("frame@\(frame.time.shortText)", "image/jpeg") + bytes + Self.lineEnd
      case .warning(let time, let text):
        for target in 0..<targets {
          collector.receive(.warning(time: time, text: text), target: target)
        }
      case .progress(let fraction):
        for target in 0..<targets { collector.receive(.progress(fraction), target: target) }
      case .audio(let audio): client.release(audio.slot)
      case .packets(let slot, _): client.release(slot)
      case .packetsEnd: client.endWants()
      case .tags, .opened, .end, .failed: break
      }
    }
    if isClosed { return nil }
    isClosed = true
    return Array("--\(boundary)--\r\n".utf8)
  }

  private func reply() throws(CommandError) -> MediaReply? {
    do throws(PluginError) {
      return try client.next()
    } catch {
      throw CommandError(error)
    }
  }

  private func read(_ frame: MediaReply.Frame) -> [UInt8] {
    let start = Int(frame.slot) * client.slotSize
    guard let memory = client.memory else { return [] }
    return unsafe Array(memory.bytes(start..<start + Int(frame.count)))
  }

  private func head(_ name: String, _ type: String) -> [UInt8] {
    Array(
      ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(name)\"\r\n"
        + "Content-Type: \(type)\r\n\r\n").utf8)
  }

  private static let lineEnd: [UInt8] = [13, 10]
}
