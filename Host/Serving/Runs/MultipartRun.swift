import Plugins

/// A body of parts: a medium or pictures with their times, texts, parameters, in any order.
final class MultipartRun: BodyReceiver {
  private unowned let exchange: Exchange
  private var plan: RunPlan
  private var reader: MultipartReader
  private var parts: RunParts

  init(_ exchange: Exchange, _ plan: RunPlan) throws(Problem) {
    guard let reader = MultipartReader(contentType: exchange.head.header("Content-Type") ?? "")
    else {
      throw .badRequest("the body's Content-Type is multipart/form-data without a boundary")
    }
    self.exchange = exchange
    self.plan = plan
    self.reader = reader
    parts = RunParts(settings: exchange.service.settings, length: exchange.unpackedLength)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    try unsafe reader.take(bytes) { (piece) throws(Problem) in
      switch piece {
      case .begin(let head): try parts.begin(head, plan: &plan)
      case .bytes(let bytes): try parts.append(bytes)
      case .end: try parts.end(plan: &plan)
      }
    }
  }

  func end() throws(Problem) -> Reply {
    guard reader.isComplete else {
      throw .badRequest(
        "the body ends before its last boundary; it was cut short, or is no "
          + "multipart/form-data")
    }
    parts.finish()
    guard let source = parts.source else {
      return try Runs.start(exchange, plan, texts: parts.texts)
    }
    guard plan.takesMedia else {
      throw Problem(
        415, "unsupported-media", "\(plan.names) takes text; send it in a part named 'text'")
    }
    try parts.texts.check(plan)
    let answer = Runs.makeAnswer(exchange, plan)
    try Runs.start(exchange, plan, source: source, texts: parts.texts, answer: answer)
    return .later(answer)
  }

  func abandon() { parts.abandon() }
}
