import Glibc

extension ByteSource {
  /// Reads at most `buffer.count` bytes from `offset` on, waiting for them if they are to come.
  /// - Returns: how many; 0 at the end, and where the file is shorter than was said.
  @unsafe func read(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) throws(MediaError) -> Int {
    guard let available = available(at: offset) else { throw .cancelled }
    let count = min(available, buffer.count)
    guard count > 0, let target = buffer.baseAddress else { return 0 }
    switch storage {
    case .memory(let bytes):
      unsafe bytes.withUnsafeBytes { source in
        unsafe target.copyMemory(from: source.baseAddress! + offset, byteCount: count)
      }
      return count
    case .descriptor(let descriptor, _):
      while true {
        let done = unsafe pread(descriptor, target, count, offset)
        if done >= 0 { return done }
        guard errno == EINTR else { throw .system(.unreadable, name, "read it") }
      }
    }
  }

  /// `count` bytes from `offset` on, fewer at the end.
  func bytes(at offset: Int, count: Int) throws(MediaError) -> [UInt8] {
    var result = [UInt8](repeating: 0, count: count)
    var done = 0
    while done < count {
      let step = unsafe result.withUnsafeMutableBytes { buffer in
        unsafe attempt(
          at: offset + done, into: UnsafeMutableRawBufferPointer(rebasing: buffer[done...]))
      }
      let read = try step.get()
      if read == 0 { break }
      done += read
    }
    if done < count { result.removeLast(count - done) }
    return result
  }

  // Typed errors do not pass through the closures of the standard library; a result does.
  @unsafe private func attempt(
    at offset: Int, into buffer: UnsafeMutableRawBufferPointer
  ) -> Result<Int, MediaError> {
    do throws(MediaError) {
      return .success(unsafe try read(at: offset, into: buffer))
    } catch {
      return .failure(error)
    }
  }
}
