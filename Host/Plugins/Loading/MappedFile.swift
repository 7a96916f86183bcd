import Glibc
import Wire

/// A file's bytes, read-only, as they were when it was opened.
@safe final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  init(path: String) throws(SystemError) {
    let file = Descriptor(
      owning: try check(unsafe open(path, O_RDONLY | O_CLOEXEC), "open \(path)"))
    var status = stat()
    try check(unsafe fstat(file.raw, &status), "read the size of \(path)")
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw SystemError("read \(path) as a file", code: EISDIR)
    }
    let count = Int(status.st_size)
    guard count > 0 else {
      unsafe bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let address = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.raw, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw SystemError("map \(path)")
    }
    unsafe bytes = UnsafeRawBufferPointer(start: address, count: count)
  }

  deinit {
    if let start = unsafe bytes.baseAddress {
      unsafe munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }
}
