internal import CMedia

/// Gives libav an `OutputFile` to write (an `AVIOContext` with callbacks of our own).
@safe final class OutputContext {
  let file: OutputFile
  private var position = 0
  let context: UnsafeMutablePointer<AVIOContext>

  private static let bufferSize = 256 * 1024

  init(_ file: OutputFile) throws(MediaError) {
    self.file = file
    let buffer = unsafe av_malloc(OutputContext.bufferSize)
    guard
      let buffer = unsafe buffer,
      let made = unsafe avio_alloc_context(
        buffer.assumingMemoryBound(to: UInt8.self), CInt(OutputContext.bufferSize), 1, nil, nil,
        writeBytes, seekBytes)
    else { throw MediaError(code: cmedia_no_memory, file.name, "write it") }
    unsafe context = made
    unsafe context.pointee.opaque = Unmanaged.passUnretained(self).toOpaque()
  }

  deinit {
    unsafe av_freep(&context.pointee.buffer)
    var freeing: UnsafeMutablePointer<AVIOContext>? = unsafe context
    unsafe avio_context_free(&freeing)
  }

  fileprivate func write(_ bytes: UnsafeRawBufferPointer) -> CInt {
    guard unsafe file.write(bytes, at: position) else {
      return file.failure?.description.contains("disk is full") == true
        ? cmedia_no_space : cmedia_io_error
    }
    position += bytes.count
    return CInt(bytes.count)
  }

  fileprivate func seek(to offset: Int64, whence: CInt) -> Int64 {
    switch whence & ~cmedia_seek_force {
    case cmedia_seek_size: return Int64(file.count)
    case 0: position = Int(offset)
    case 1: position += Int(offset)
    case 2: position = file.count + Int(offset)
    default: return Int64(cmedia_invalid_argument)
    }
    return Int64(position)
  }
}

private func writeBytes(
  _ opaque: UnsafeMutableRawPointer?, _ bytes: UnsafeMutablePointer<UInt8>?, _ size: CInt
) -> CInt {
  let output = unsafe Unmanaged<OutputContext>.fromOpaque(opaque!).takeUnretainedValue()
  return unsafe output.write(UnsafeRawBufferPointer(start: bytes, count: Int(size)))
}

private func seekBytes(
  _ opaque: UnsafeMutableRawPointer?, _ offset: Int64, _ whence: CInt
) -> Int64 {
  unsafe Unmanaged<OutputContext>.fromOpaque(opaque!).takeUnretainedValue()
    .seek(to: offset, whence: whence)
}
