internal import CMedia

/// Gives libav a `ByteSource` to read (an `AVIOContext` with callbacks of our own).
///
/// Belongs to one thread at a time. It must outlive the format context that reads through it.
@safe final class InputContext {
  let source: ByteSource
  private var position = 0
  /// Where the names of boxes stand that libav is not to see.
  private let hidden: [Int]
  let context: UnsafeMutablePointer<AVIOContext>
  /// The last error of the source, which libav reduces to a number.
  private(set) var failure: MediaError?

  /// libav reads this much at once: keyframes of a long recording lie far apart, so not too much.
  private static let bufferSize = 64 * 1024

  init(_ source: ByteSource, hidden: [Int]) throws(MediaError) {
    self.source = source
    self.hidden = hidden
    let buffer = unsafe av_malloc(InputContext.bufferSize)
    guard
      let buffer = unsafe buffer,
      let made = unsafe avio_alloc_context(
        buffer.assumingMemoryBound(to: UInt8.self), CInt(InputContext.bufferSize), 0, nil,
        readBytes, nil, seekBytes)
    else { throw MediaError(code: cmedia_no_memory, source.name, "open it") }
    unsafe context = made
    unsafe context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    // libav may have replaced the buffer by one of another size.
    unsafe av_freep(&context.pointee.buffer)
    var freeing: UnsafeMutablePointer<AVIOContext>? = unsafe context
    unsafe avio_context_free(&freeing)
  }

  /// Forbids going back and forth, for containers whose readers would wait for the file's end.
  func forbidSeeking() { unsafe context.pointee.seekable = 0 }

  fileprivate func read(into buffer: UnsafeMutableRawBufferPointer) -> CInt {
    do throws(MediaError) {
      let count = unsafe try source.read(at: position, into: buffer)
      unsafe hideBoxes(UnsafeMutableRawBufferPointer(rebasing: buffer[..<count]))
      position += count
      return count == 0 ? cmedia_end_of_file : CInt(count)
    } catch {
      failure = error
      return error.kind == .cancelled ? cmedia_exit : cmedia_io_error
    }
  }

  /// Overwrites the names of hidden boxes with "free", which says that they mean nothing.
  private func hideBoxes(_ bytes: UnsafeMutableRawBufferPointer) {
    for place in hidden where place + 4 > position && place < position + bytes.count {
      for (index, letter) in "free".utf8.enumerated() {
        let at = place + index - position
        if at >= 0, at < bytes.count { unsafe bytes[at] = letter }
      }
    }
  }

  fileprivate func seek(to offset: Int64, whence: CInt) -> Int64 {
    switch whence & ~cmedia_seek_force {
    case cmedia_seek_size: return source.count.map(Int64.init) ?? Int64(cmedia_no_system_call)
    case 0: position = Int(offset)
    case 1: position += Int(offset)
    case 2:
      guard let count = source.count else { return Int64(cmedia_no_system_call) }
      position = count + Int(offset)
    default: return Int64(cmedia_invalid_argument)
    }
    guard position >= 0 else {
      position = 0
      return Int64(cmedia_invalid_argument)
    }
    return Int64(position)
  }
}

private func readBytes(
  _ opaque: UnsafeMutableRawPointer?, _ buffer: UnsafeMutablePointer<UInt8>?, _ size: CInt
) -> CInt {
  let input = unsafe Unmanaged<InputContext>.fromOpaque(opaque!).takeUnretainedValue()
  return unsafe input.read(into: UnsafeMutableRawBufferPointer(start: buffer, count: Int(size)))
}

private func seekBytes(
  _ opaque: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: CInt
) -> Int64 {
  unsafe Unmanaged<InputContext>.fromOpaque(opaque!).takeUnretainedValue()
    .seek(to: offset, whence: whence)
}
