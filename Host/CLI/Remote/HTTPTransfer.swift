import CCurl

/// What a request's two callbacks share. Both are called on the thread that sends.
final class HTTPTransfer {
  private let body: HTTPBody?
  private let take: ([UInt8], Int) throws(CommandError) -> Bool
  private var chunk: ArraySlice<UInt8> = []
  private(set) var error: CommandError?
  /// The receiver wants no more.
  private(set) var hasStopped = false

  init(body: HTTPBody?, take: @escaping ([UInt8], Int) throws(CommandError) -> Bool) {
    self.body = body
    self.take = take
  }

  /// Bytes put into `room`; 0 at the end, nil after an error.
  fileprivate func fill(_ room: UnsafeMutableRawBufferPointer) -> Int? {
    do throws(CommandError) {
      while chunk.isEmpty {
        guard let next = try body?.next() else { return 0 }
        chunk = next[...]
      }
    } catch {
      self.error = error
      return nil
    }
    let count = min(chunk.count, room.count)
    unsafe room.copyBytes(from: chunk.prefix(count))
    chunk = chunk.dropFirst(count)
    return count
  }

  fileprivate func receive(_ bytes: [UInt8], status: Int) -> Bool {
    do throws(CommandError) {
      if try take(bytes, status) { return true }
      hasStopped = true
    } catch {
      self.error = error
    }
    return false
  }
}

/// Called by libcurl, and so no closure of another file.
func readRequestBody(
  _ context: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<CChar>?, _ room: Int
) -> Int {
  let transfer = unsafe Unmanaged<HTTPTransfer>.fromOpaque(context!).takeUnretainedValue()
  let space = unsafe UnsafeMutableRawBufferPointer(start: buffer, count: room)
  return unsafe transfer.fill(space) ?? Int(cu_abort)
}

func takeAnswerBody(
  _ context: UnsafeMutableRawPointer?, _ status: Int, _ bytes: UnsafePointer<CChar>?,
  _ count: Int
) -> Int32 {
  let transfer = unsafe Unmanaged<HTTPTransfer>.fromOpaque(context!).takeUnretainedValue()
  let chunk = unsafe UnsafeRawBufferPointer(start: bytes, count: count)
  return unsafe transfer.receive(Array(chunk), status: status) ? 1 : 0
}
