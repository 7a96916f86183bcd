import Plugins

/// A text as the body.
final class TextUpload: BodyReceiver {
  /// Bytes of one text.
  static let limit = 16 << 20

  private unowned let exchange: Exchange
  private let plan: RunPlan
  private var bytes: [UInt8] = []

  init(_ exchange: Exchange, _ plan: RunPlan) {
    self.exchange = exchange
    self.plan = plan
  }

  func receive(_ part: UnsafeRawBufferPointer) throws(Problem) {
    guard bytes.count + part.count <= Self.limit else {
      throw Problem(413, "too-large", "the text is longer than \(Self.limit) bytes")
    }
    unsafe bytes.append(contentsOf: part)
  }

  func end() throws(Problem) -> Reply {
    var texts = RunTexts()
    let text = try inEngine { () throws(PluginError) in try String(sent: bytes, as: "the body") }
    try texts.add(text, port: nil, plan: plan)
    return try Runs.start(exchange, plan, texts: texts)
  }

  func abandon() {}
}
