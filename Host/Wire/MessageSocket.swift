import CSystem
import Glibc

/// One end of a local socket that keeps messages whole and can carry open descriptors.
package final class MessageSocket: Sendable {
  package let descriptor: Descriptor

  package init(owning descriptor: Descriptor) { self.descriptor = descriptor }

  /// Two connected ends.
  package static func pair() throws(SystemError) -> (MessageSocket, MessageSocket) {
    var fds: [CInt] = [-1, -1]
    try check(unsafe cs_socket_pair(&fds), "make a socket pair")
    return (
      MessageSocket(owning: Descriptor(owning: fds[0])),
      MessageSocket(owning: Descriptor(owning: fds[1]))
    )
  }

  /// Sends one message, waiting while the other side is slow.
  package func send(_ bytes: [UInt8], passing descriptors: [Descriptor] = []) throws(SystemError) {
    try send(bytes, descriptors, mayWait: true)
  }

  /// Sends one message; an error where the other side has not read what came before.
  package func sendAtOnce(
    _ bytes: [UInt8], passing descriptors: [Descriptor] = []
  ) throws(SystemError) {
    try send(bytes, descriptors, mayWait: false)
  }

  private func send(
    _ bytes: [UInt8], _ descriptors: [Descriptor], mayWait: Bool
  ) throws(SystemError) {
    let fds = descriptors.map(\.raw)
    try check(
      unsafe cs_send_fds(
        descriptor.raw, bytes, bytes.count, fds, fds.count, mayWait ? 1 : 0),
      "send a message")
  }

  /// From now on `send` waits at most so long; then its error is EAGAIN.
  package func limitSending(milliseconds: Int) { limit(SO_SNDTIMEO, milliseconds) }

  /// From now on `receive` waits at most so long; then its error is EAGAIN.
  package func limitReceiving(milliseconds: Int) { limit(SO_RCVTIMEO, milliseconds) }

  private func limit(_ option: CInt, _ milliseconds: Int) {
    var limit = timeval(tv_sec: milliseconds / 1000, tv_usec: milliseconds % 1000 * 1000)
    unsafe setsockopt(
      descriptor.raw, SOL_SOCKET, option, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  /// The next message, at most `limit` bytes, with its descriptors; nil when the other side is
  /// gone.
  package func receive(
    limit: Int = 65536
  ) throws(SystemError) -> (bytes: [UInt8], descriptors: [Descriptor])? {
    var fds = [CInt](repeating: -1, count: 16)
    var fdCount = fds.count
    var bytes = [UInt8](repeating: 0, count: limit)
    let received = unsafe cs_receive_fds(descriptor.raw, &bytes, limit, &fds, &fdCount)
    if received < 0, errno == ECONNRESET { return nil }
    try check(received, "receive a message")
    let descriptors = fds.prefix(fdCount).map { Descriptor(owning: $0) }
    if received == 0 { return nil }
    bytes.removeLast(limit - received)
    return (bytes, descriptors)
  }

  /// Waits until a message or the other side's end is there.
  /// - Returns: false when `milliseconds` have passed (below 0: no limit).
  package func wait(milliseconds: CInt) -> Bool {
    var poll = pollfd(fd: descriptor.raw, events: Int16(POLLIN), revents: 0)
    return unsafe Glibc.poll(&poll, 1, milliseconds) > 0
  }

  /// Ends both directions at once, so that a thread that waits in `receive` returns.
  package func shutdown() { _ = Glibc.shutdown(descriptor.raw, CInt(SHUT_RDWR)) }
}
