/// Reads a body that the handler does not look at.
final class DiscardedBody: BodyReceiver {
  private let exchange: Exchange
  private let handler: Route.PlainHandler

  init(for exchange: Exchange, _ handler: @escaping Route.PlainHandler) {
    self.exchange = exchange
    self.handler = handler
  }

  func receive(_ bytes: UnsafeRawBufferPointer) {}

  func end() throws(Problem) -> Reply { .now(try handler(exchange)) }

  func abandon() {}
}
