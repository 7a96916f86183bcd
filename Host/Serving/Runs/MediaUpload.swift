import Plugins

/// A medium as the body: it is decoded while it arrives.
final class MediaUpload: BodyReceiver {
  private unowned let exchange: Exchange
  private let plan: RunPlan
  private let file: GrowingFile
  private let answer: any RunAnswer
  private var hasStarted = false

  init(_ exchange: Exchange, _ plan: RunPlan) throws(Problem) {
    self.exchange = exchange
    self.plan = plan
    file = try .make(expected: exchange.unpackedLength, exchange.service.settings)
    answer = Runs.makeAnswer(exchange, plan)
    // What is wrong with the parameters is said before the medium is sent.
    _ = try plan.targets()
    try RunTexts().check(plan)
  }

  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    // Whoever needed the rest is done with it.
    guard !answer.isFinished else {
      if let failure = answer.failure { throw failure }
      return
    }
    try unsafe file.store(bytes)
    if !hasStarted { try start() }
  }

  private func start() throws(Problem) {
    hasStarted = true
    try Runs.start(exchange, plan, source: .file(file), texts: RunTexts(), answer: answer)
  }

  func end() throws(Problem) -> Reply {
    guard hasStarted else {
      throw .badRequest("the body is empty; send the medium as the body")
    }
    file.complete()
    return .later(answer)
  }

  func abandon() {
    file.abandon()
    answer.cancel()
  }
}
