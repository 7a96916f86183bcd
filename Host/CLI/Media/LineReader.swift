import Glibc
import Wire

/// The lines that come through a pipe.
final class LineReader {
  private let descriptor: Descriptor
  private var bytes: [UInt8] = []
  private var isAtEnd = false

  init(_ descriptor: Descriptor) { self.descriptor = descriptor }

  /// The next line, without its end; nil when the other side is closed.
  func next() throws(CommandError) -> String? {
    while true {
      if let end = bytes.firstIndex(of: UInt8(ascii: "\n")) {
        let line = String(decoding: bytes[..<end], as: UTF8.self)
        bytes.removeSubrange(...end)
        return line
      }
      if isAtEnd {
        defer { bytes = [] }
        return bytes.isEmpty ? nil : String(decoding: bytes, as: UTF8.self)
      }
      var chunk = [UInt8](repeating: 0, count: 4096)
      let count = unsafe read(descriptor.raw, &chunk, chunk.count)
      if count < 0, errno == EINTR { continue }
      guard count >= 0 else {
        throw CommandError(.failed, SystemError("read from a pipe").description)
      }
      if count == 0 { isAtEnd = true }
      bytes += chunk.prefix(count)
    }
  }
}
