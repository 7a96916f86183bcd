import Glibc
import Plugins
import Wire

/// A file that is sent as it is, block by block.
final class FileUpload {
  private static let block = 1 << 18

  let length: Int
  private let file: Descriptor
  private let path: String

  init(_ path: String) throws(CommandError) {
    let raw = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard raw >= 0 else {
      throw CommandError(.badInput, SystemError("read \(path)").description)
    }
    file = Descriptor(owning: raw)
    self.path = path
    var status = stat()
    guard unsafe fstat(raw, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      throw CommandError(.badInput, "\(path) is not a file")
    }
    length = Int(status.st_size)
  }

  /// The next bytes; nil at the end.
  func next() throws(CommandError) -> [UInt8]? {
    var count = 0
    let bytes = unsafe [UInt8](unsafeUninitializedCapacity: Self.block) { room, filled in
      repeat {
        count = unsafe read(file.raw, room.baseAddress, room.count)
      } while count < 0
        && errno == EINTR
      filled = max(count, 0)
    }
    guard count >= 0 else {
      throw CommandError(.badInput, SystemError("read \(path)").description)
    }
    return count == 0 ? nil : bytes
  }
}

/// Texts, and behind them a file if there is one, as a multipart body (RFC 7578).
final class MultipartUpload {
  private var heads: [[UInt8]]
  private let file: FileUpload?
  private var tail: [UInt8]?

  init(_ job: RunJob, boundary: String) throws(CommandError) {
    var heads: [[UInt8]] = []
    for (port, texts) in job.texts.sorted(by: { $0.key < $1.key }) {
      for text in texts {
        heads.append(
          Array(
            ("--\(boundary)\r\nContent-Disposition: form-data; name=\"\(port)\"\r\n"
              + "Content-Type: text/plain; charset=utf-8\r\n\r\n\(text)\r\n").utf8))
      }
    }
    file = try job.file.map { (path) throws(CommandError) in try FileUpload(path) }
    if file != nil {
      heads.append(
        Array(
          ("--\(boundary)\r\nContent-Disposition: form-data; name=\"media\"; filename=\"media\"\r\n"
            + "Content-Type: application/octet-stream\r\n\r\n").utf8))
    }
    self.heads = heads
    tail = Array(((file == nil ? "" : "\r\n") + "--\(boundary)--\r\n").utf8)
  }

  func next() throws(CommandError) -> [UInt8]? {
    if !heads.isEmpty { return heads.removeFirst() }
    if let bytes = try file?.next() { return bytes }
    defer { tail = nil }
    return tail
  }
}
