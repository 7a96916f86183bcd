extension Exchange {
  /// Bytes of a refused body that are read, so that the client sees the answer.
  static let drainLimit = 4 << 30
  var tooLarge: Problem {
    Problem(
      413, "too-large",
      "the body is larger than the \(service.settings.bodyLimit) bytes that are taken here")
  }

  /// Checks what the headers say of the body.
  func expectBody() throws(Problem) {
    if let length, length > service.settings.bodyLimit { throw tooLarge }
    guard let encoding = head.header("Content-Encoding")?.lowercased(), encoding != "identity"
    else { return }
    guard ["gzip", "x-gzip", "deflate"].contains(encoding) else {
      throw Problem(
        415, "unsupported-encoding",
        "the body's Content-Encoding is '\(encoding)'; send it as gzip, as deflate or plain")
    }
    unpackBody()
  }

  /// Who takes the body of a request for `route`.
  func receiver(for route: Route) throws(Problem) -> any BodyReceiver {
    switch route.handler {
    case .plain(let handler): return DiscardedBody(for: self, handler)
    case .collected(let handler): return CollectedBody(for: self, handler)
    case .streamed(let handler): return try handler(self)
    }
  }

  /// Answers with `problem`: after the body where the client has it under way and would not
  /// see an answer that comes earlier. An answer before the body ends the connection.
  func refuse(_ problem: Problem) -> Bool {
    if head.hasBody, head.expectsContinue || length ?? 0 > Self.drainLimit {
      return answer(problem.response)
    }
    drain(problem.response)
    return true
  }
}
