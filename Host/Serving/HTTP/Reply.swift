/// What a handler gives back: the answer, or who will have it.
package enum Reply {
  case now(Response)
  /// Answered when `Exchange.signal` was called and the answer is there.
  case later(any PendingReply)
  /// Sent piece by piece, as it comes into being.
  case stream(any StreamedReply)
}

/// An answer that another thread works on.
package protocol PendingReply: AnyObject, Sendable {
  /// The answer, on the connection's thread; nil while it is not there.
  func reply() throws(Problem) -> Reply?
  /// Whether the answer is so near that sleeping until it comes costs more than asking again.
  func isNear() -> Bool
  /// Nobody waits for it any more.
  func cancel()
}

extension PendingReply {
  func isNear() -> Bool { false }
}

/// An answer whose end is not there when its beginning is sent.
package protocol StreamedReply: AnyObject, Sendable {
  /// What to send first: status and headers.
  var type: StaticString { get }
  /// Copies the next bytes to `buffer`, on the connection's thread: 0 where there are none now
  /// (`Exchange.signal` tells of more), nil at the end.
  func read(into buffer: UnsafeMutableRawBufferPointer) -> Int?
  /// Nobody waits for it any more, or it has been sent.
  func cancel()
}

/// Takes a request's body as it arrives. All on the connection's thread.
package protocol BodyReceiver: AnyObject {
  func receive(_ bytes: UnsafeRawBufferPointer) throws(Problem)
  /// The body is complete.
  func end() throws(Problem) -> Reply
  /// The body will never be complete, or was refused.
  func abandon()
}
