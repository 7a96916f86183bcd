import Glibc
import Wire

/// A file's bytes, copied: mapped ones would end the host if somebody shortened the file.
@safe final class FileContents {
  /// No library is larger.
  private static let most = 4 << 30

  let bytes: UnsafeRawBufferPointer

  init(path: String) throws(SystemError) {
    let file = Descriptor(
      owning: try check(unsafe open(path, O_RDONLY | O_CLOEXEC | O_NONBLOCK), "open \(path)"))
    var status = stat()
    try check(unsafe fstat(file.raw, &status), "read the size of \(path)")
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SystemError("read \(path) as a file", code: EISDIR)
    }
    let size = Int(status.st_size)
    guard size <= FileContents.most else { throw SystemError("read \(path)", code: EFBIG) }
    guard let memory = unsafe malloc(max(size, 1)) else {
      throw SystemError("read \(path)", code: ENOMEM)
    }
    var count = 0
    while count < size {
      let part = unsafe read(file.raw, memory + count, size - count)
      if part < 0, errno == EINTR { continue }
      guard part > 0 else { break }
      count += part
    }
    unsafe bytes = UnsafeRawBufferPointer(start: memory, count: count)
  }

  deinit { unsafe free(UnsafeMutableRawPointer(mutating: bytes.baseAddress)) }
}
