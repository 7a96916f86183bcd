import CCurl
import Glibc

/// A connection to another host, kept open between requests. Belongs to one thread at a time,
/// but for `cancel`.
@safe final class HTTPClient: @unchecked Sendable {  // see above
  private let client: OpaquePointer
  private let cancelled = UnsafeMutablePointer<Int32>.allocate(capacity: 1)

  init() throws(CommandError) {
    var why: UnsafePointer<CChar>?
    guard let client = unsafe cu_new(&why) else {
      let reason = unsafe why.map { unsafe String(cString: $0) } ?? "out of memory"
      throw CommandError(.failed, "no request can be sent: \(reason)")
    }
    unsafe self.client = client
    unsafe cancelled.initialize(to: 0)
  }

  deinit {
    unsafe cu_free(client)
    unsafe cancelled.deallocate()
  }

  /// Gives up the present request and all later ones. From any thread.
  func cancel() { unsafe cu_set(cancelled) }

  var isCancelled: Bool { unsafe cancelled.pointee != 0 }

  /// Sends `request` and hands the answer's body to `take` as it comes, with the status; `take`
  /// returns false to stop.
  func send(
    _ request: HTTPRequest, take: @escaping ([UInt8], Int) throws(CommandError) -> Bool
  ) throws(CommandError) -> HTTPAnswer {
    let transfer = HTTPTransfer(body: request.body, take: take)
    var response = cu_response()
    let isComplete = perform(request, transfer, &response)
    if let error = transfer.error { throw error }
    if isCancelled { throw CommandError(.interrupted, "interrupted") }
    guard isComplete || transfer.hasStopped else {
      let reason = unsafe withUnsafeBytes(of: &response.error) { unsafe text($0) }
      throw CommandError(
        response.is_unreachable != 0 ? .unreachable : .failed,
        "\(request.url): \(reason); is the host running, and the address right?")
    }
    let type = unsafe withUnsafeBytes(of: &response.content_type) { unsafe text($0) }
    return HTTPAnswer(status: response.status, contentType: type)
  }

  /// Sends `request` and returns the whole answer.
  func send(_ request: HTTPRequest) throws(CommandError) -> (HTTPAnswer, [UInt8]) {
    var bytes: [UInt8] = []
    let answer = try send(request) { (more, _) throws(CommandError) in
      bytes += more
      return true
    }
    return (answer, bytes)
  }

  private func perform(
    _ request: HTTPRequest, _ transfer: HTTPTransfer, _ response: inout cu_response
  ) -> Bool {
    let copies = unsafe request.headers.map { unsafe strdup($0) }
    defer {
      for index in unsafe copies.indices { unsafe free(copies[index]) }
    }
    var headers = unsafe copies.map { unsafe UnsafePointer($0) }
    return unsafe request.method.withCString { method in
      unsafe request.url.withCString { url in
        unsafe headers.withUnsafeMutableBufferPointer { headers in
          var raw = unsafe cu_request()
          unsafe raw.method = method
          unsafe raw.url = url
          unsafe raw.headers = UnsafePointer(headers.baseAddress)
          unsafe raw.header_count = headers.count
          if let body = request.body {
            unsafe raw.read = readRequestBody
            unsafe raw.body_length = Int64(body.length ?? -1)
          }
          unsafe raw.write = takeAnswerBody
          unsafe raw.context = Unmanaged.passUnretained(transfer).toOpaque()
          unsafe raw.connect_seconds = 10
          unsafe raw.cancelled = UnsafePointer(cancelled)
          return unsafe cu_perform(client, &raw, &response) == 1
        }
      }
    }
  }

  private func text(_ bytes: UnsafeRawBufferPointer) -> String {
    unsafe String(decoding: bytes.prefix { $0 != 0 }, as: UTF8.self)
  }
}
