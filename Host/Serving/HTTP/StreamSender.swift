import CHTTP

/// Feeds a streamed answer to libmicrohttpd.
final class StreamSender {
  /// MHD_CONTENT_READER_END_OF_STREAM, a macro that does not import.
  private static let endOfStream = -1

  private let exchange: Exchange
  private let stream: any StreamedReply

  init(exchange: Exchange, stream: any StreamedReply) {
    self.exchange = exchange
    self.stream = stream
  }

  /// Bytes that were copied to `buffer`; with 0 the connection is suspended.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int {
    while true {
      exchange.rearm()
      guard let count = unsafe stream.read(into: buffer) else { return Self.endOfStream }
      if count > 0 { return count }
      if exchange.suspend() { return 0 }
    }
  }
}

extension Exchange {
  func makeStreamResponse(_ stream: any StreamedReply) -> Response {
    let sender = StreamSender(exchange: self, stream: stream)
    let response = unsafe Response(
      200, type: stream.type, blockSize: 16 << 10, reader: readStream,
      context: Unmanaged.passRetained(sender).toOpaque(), free: endStream)
    response.addHeader("Cache-Control", "no-store")
    return response
  }
}
