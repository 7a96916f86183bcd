import Glibc
import Plugins
import Wire

/// A request's body, collected: small ones in memory, others in a file without a name.
@safe package final class Body {
  /// Bytes behind the body that may be read, for the JSON parser.
  static let padding = 64

  private(set) var count = 0
  private var memory: UnsafeMutableRawPointer
  private var capacity: Int
  private var file: GrowingFile?
  private let memoryLimit: Int
  private let spool: String

  /// `expected` bytes are made room for.
  init(expected: Int, memoryLimit: Int, spool: String) {
    self.memoryLimit = memoryLimit
    self.spool = spool
    capacity = max(512, min(expected, memoryLimit) + Self.padding)
    unsafe memory = malloc(capacity)
  }

  deinit { unsafe free(memory) }

  func append(_ bytes: UnsafeRawBufferPointer) throws(Problem) {
    if let file {
      try unsafe store(bytes, in: file)
    } else if count + bytes.count > memoryLimit {
      let file = try makeFile()
      self.file = file
      try unsafe store(UnsafeRawBufferPointer(start: memory, count: count), in: file)
      try unsafe store(bytes, in: file)
    } else {
      if count + bytes.count + Self.padding > capacity {
        capacity = max(capacity * 2, count + bytes.count + Self.padding)
        unsafe memory = realloc(memory, capacity)
      }
      if let start = bytes.baseAddress { unsafe memcpy(memory + count, start, bytes.count) }
    }
    count += bytes.count
  }

  private func makeFile() throws(Problem) -> GrowingFile {
    do {
      return try GrowingFile(folder: spool)
    } catch {
      throw Problem(503, "unavailable", "there is no room for the request's body")
    }
  }

  private func store(_ bytes: UnsafeRawBufferPointer, in file: GrowingFile) throws(Problem) {
    do {
      try unsafe file.append(bytes)
    } catch {
      throw Problem(503, "unavailable", "there is no room for the request's body")
    }
  }

  /// Lends the whole body; `padding` more bytes may be read where it lies in memory.
  func withBytes<Result>(
    _ body: (UnsafeRawBufferPointer, _ readable: Int) throws(Problem) -> Result
  ) throws(Problem) -> Result {
    guard let file, count > 0 else {
      return try unsafe body(
        UnsafeRawBufferPointer(start: memory, count: count), count + Self.padding)
    }
    let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, file.descriptor.raw, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else {
      throw Problem(503, "unavailable", "there is no room for the request's body")
    }
    defer { unsafe munmap(mapped, count) }
    return try unsafe body(UnsafeRawBufferPointer(start: mapped, count: count), count)
  }
}
