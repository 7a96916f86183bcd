import CHTTP

/// Called by libmicrohttpd, on the connection's thread: once with the headers, again for each part
/// of the body, and again at its end and whenever the connection was resumed.
func handleRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?, _ url: UnsafePointer<CChar>?,
  _ method: UnsafePointer<CChar>?, _ version: UnsafePointer<CChar>?,
  _ bytes: UnsafePointer<CChar>?, _ count: UnsafeMutablePointer<Int>?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?
) -> MHD_Result {
  guard let connection = unsafe connection, let slot = unsafe slot else { return .NO }
  guard let known = unsafe slot.pointee else {
    guard let context = unsafe context, let url = unsafe url, let method = unsafe method else {
      return .NO
    }
    let server = unsafe Unmanaged<Server>.fromOpaque(context).takeUnretainedValue()
    server.service.counters.begin()
    Workbench.current.patience.renew()
    let head = unsafe RequestHead(connection: Connection(connection), method: method, path: url)
    let exchange = Exchange(service: server.service, head: head)
    unsafe slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
    return exchange.begin() ? .YES : .NO
  }
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeUnretainedValue()
  guard let count = unsafe count, unsafe count.pointee > 0 else {
    return exchange.proceed() ? .YES : .NO
  }
  let part = unsafe UnsafeRawBufferPointer(start: bytes, count: count.pointee)
  unsafe count.pointee = 0
  return unsafe exchange.receive(part) ? .YES : .NO
}

/// Called by libmicrohttpd when a request is over, on the connection's thread.
func completeRequest(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?, _ code: MHD_RequestTerminationCode
) {
  guard let slot = unsafe slot, let known = unsafe slot.pointee else { return }
  unsafe slot.pointee = nil
  let exchange = unsafe Unmanaged<Exchange>.fromOpaque(known).takeRetainedValue()
  exchange.end(gone: code != .REQUEST_TERMINATED_COMPLETED_OK)
}

/// Called by libmicrohttpd when a connection has begun or ended, on the connection's thread.
func changeConnection(
  _ context: UnsafeMutableRawPointer?, _ connection: OpaquePointer?,
  _ slot: UnsafeMutablePointer<UnsafeMutableRawPointer?>?,
  _ change: MHD_ConnectionNotificationCode
) {
  if change == .CONNECTION_NOTIFY_CLOSED { Workbench.current.thread?.connectionEnded() }
}

/// Called by libmicrohttpd for more of a streamed answer, on the connection's thread.
func readStream(
  _ context: UnsafeMutableRawPointer?, _ position: UInt64, _ buffer: UnsafeMutablePointer<CChar>?,
  _ room: Int
) -> Int {
  guard let context = unsafe context, let buffer = unsafe buffer else { return -2 }
  let sender = unsafe Unmanaged<StreamSender>.fromOpaque(context).takeUnretainedValue()
  return unsafe sender.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: room))
}

/// Called by libmicrohttpd when a streamed answer is not needed any more.
func endStream(_ context: UnsafeMutableRawPointer?) {
  guard let context = unsafe context else { return }
  unsafe Unmanaged<StreamSender>.fromOpaque(context).release()
}
