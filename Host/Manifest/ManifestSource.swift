import Glibc

/// The text of a manifest, from which errors quote.
struct ManifestSource: Equatable, Sendable {
  /// A manifest of more bytes is a mistake, and not worth the time.
  static let maximumSize = 1 << 20

  /// As it was given; errors name it.
  let path: String
  let bytes: [UInt8]
  private let lines: [String]

  /// Reads the file at `path`.
  init(path: String) throws(ManifestErrors) {
    var bytes: [UInt8] = []
    do throws(ReadFailure) {
      bytes = try readFile(path, limit: Self.maximumSize)
    } catch {
      throw ManifestErrors([ManifestError(file: path, message: error.message)])
    }
    try self.init(path: path, bytes: bytes)
  }

  /// Takes text that lies in memory.
  init(path: String, bytes: [UInt8]) throws(ManifestErrors) {
    self.path = path
    self.bytes = bytes
    lines = String(decoding: bytes, as: UTF8.self).split(
      omittingEmptySubsequences: false, whereSeparator: \.isNewline
    ).map(String.init)
    var validator = UTF8.ForwardParser()
    var rest = bytes.makeIterator()
    var valid = 0
    while true {
      switch validator.parseScalar(from: &rest) {
      case .valid(let scalar): valid += scalar.count
      case .emptyInput: return
      case .error:
        let hex = String(bytes[valid], radix: 16, uppercase: true)
        let mark = YamlMark(endOf: String(decoding: bytes[..<valid], as: UTF8.self))
        throw ManifestErrors([
          error(
            "the file is not UTF-8: byte 0x\(hex) is no character; save it as UTF-8", at: mark)
        ])
      }
    }
  }

  func error(_ message: String, at mark: YamlMark) -> ManifestError {
    ManifestError(
      file: path, line: mark.line, column: mark.column, message: message,
      source: lines.indices.contains(mark.line - 1) ? lines[mark.line - 1] : nil)
  }
}

private struct ReadFailure: Error {
  var message: String
}

/// The bytes of a file; the C functions are `open`, `fstat` and `read`.
private func readFile(_ path: String, limit: Int) throws(ReadFailure) -> [UInt8] {
  func failure() -> ReadFailure {
    ReadFailure(message: "the file cannot be read: \(unsafe String(cString: strerror(errno)))")
  }
  let file = unsafe open(path, O_RDONLY | O_CLOEXEC)
  guard file >= 0 else { throw failure() }
  defer { close(file) }
  var bytes: [UInt8] = []
  var chunk = [UInt8](repeating: 0, count: 16384)
  while true {
    let count = unsafe read(file, &chunk, chunk.count)
    if count < 0, errno == EINTR { continue }
    guard count >= 0 else { throw failure() }
    if count == 0 { return bytes }
    bytes += chunk.prefix(count)
    guard bytes.count <= limit else {
      throw ReadFailure(message: "the file is longer than 1 MiB; a manifest is a few lines")
    }
  }
}
