/// Collects a body, then calls the handler.
package final class CollectedBody: BodyReceiver {
  private let exchange: Exchange
  private let handler: Route.CollectedHandler
  private let body: Body

  package init(for exchange: Exchange, _ handler: @escaping Route.CollectedHandler) {
    self.exchange = exchange
    self.handler = handler
    let settings = exchange.service.settings
    body = Body(
      expected: exchange.length ?? 0, memoryLimit: settings.bodyMemory,
      spool: settings.spool)
  }

  package func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    try unsafe body.append(bytes)
  }

  package func end() throws(Problem) -> Reply { try handler(exchange, body) }

  package func abandon() {}
}
