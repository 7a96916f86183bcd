import Glibc

/// A client that speaks HTTP/1.1 over one connection, so that tests see every byte.
final class HTTPClient {
  enum Failure: Error { case cannotConnect, closed, malformed }

  let socket: CInt
  private var buffer: [UInt8] = []
  private var isOpen = true

  init(port: UInt16) throws {
    socket = Glibc.socket(AF_INET, CInt(SOCK_STREAM.rawValue), 0)
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    let code = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(socket, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    guard code == 0 else { throw Failure.cannotConnect }
    var limit = timeval(tv_sec: 60, tv_usec: 0)
    setsockopt(socket, SOL_SOCKET, SO_RCVTIMEO, &limit, socklen_t(MemoryLayout<timeval>.size))
  }

  deinit { hangUp() }

  func hangUp() {
    guard isOpen else { return }
    isOpen = false
    shutdown(socket, CInt(SHUT_RDWR))
    close(socket)
  }

  /// Sends a request and reads the answer.
  func send(
    _ method: String, _ path: String, _ headers: [(String, String)] = [], _ body: [UInt8] = []
  ) throws -> HTTPAnswer {
    begin(method, path, headers + (method == "POST" ? [("Content-Length", "\(body.count)")] : []))
    write(body)
    return try readAnswer(isHead: method == "HEAD")
  }

  /// Sends the first line and the headers.
  func begin(_ method: String, _ path: String, _ headers: [(String, String)]) {
    var head = "\(method) \(path) HTTP/1.1\r\nHost: test\r\n"
    for (name, value) in headers { head += "\(name): \(value)\r\n" }
    write(Array((head + "\r\n").utf8))
  }

  /// Sends as much as the server takes. - Returns: whether that was all.
  @discardableResult
  func write(_ bytes: [UInt8]) -> Bool {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes {
        Glibc.send(socket, $0.baseAddress! + done, bytes.count - done, CInt(MSG_NOSIGNAL))
      }
      guard count > 0 else { return false }
      done += count
    }
    return true
  }

  /// Sends one chunk of a chunked body; an empty one ends it.
  @discardableResult
  func writeChunk(_ bytes: [UInt8]) -> Bool {
    write(Array("\(String(bytes.count, radix: 16))\r\n".utf8) + bytes + Array("\r\n".utf8))
  }

  func readAnswer(isHead: Bool = false) throws -> HTTPAnswer {
    var answer = try readHead()
    if isHead { return answer }
    if answer.headers["transfer-encoding"] == "chunked" {
      while let chunk = try readChunk() { answer.body += chunk }
    } else {
      answer.body = try read(Int(answer.headers["content-length"] ?? "0") ?? 0)
    }
    return answer
  }

  /// Status and headers alone.
  func readHead() throws -> HTTPAnswer {
    let first = try readLine().split(separator: " ")
    guard first.count >= 2, let status = Int(first[1]) else { throw Failure.malformed }
    var headers: [String: String] = [:]
    while case let line = try readLine(), !line.isEmpty {
      guard let colon = line.firstIndex(of: ":") else { throw Failure.malformed }
      let value = line[line.index(after: colon)...].drop { $0 == " " }
      headers[line[..<colon].lowercased()] = String(value)
    }
    return HTTPAnswer(status: status, headers: headers, body: [])
  }

  /// One chunk of a chunked body; nil at its end.
  func readChunk() throws -> [UInt8]? {
    guard let size = Int(try readLine(), radix: 16) else { throw Failure.malformed }
    let chunk = try read(size)
    _ = try readLine()
    return size == 0 ? nil : chunk
  }

  /// Whether the server has closed the connection, and nothing more comes.
  func isClosed() -> Bool {
    var byte: UInt8 = 0
    return buffer.isEmpty && recv(socket, &byte, 1, 0) <= 0
  }

  private func readLine() throws -> String {
    while true {
      if let end = buffer.firstIndex(of: 10) {
        defer { buffer.removeFirst(end + 1) }
        return String(decoding: buffer[..<end].filter { $0 != 13 }, as: UTF8.self)
      }
      try fill()
    }
  }

  private func read(_ count: Int) throws -> [UInt8] {
    while buffer.count < count { try fill() }
    defer { buffer.removeFirst(count) }
    return Array(buffer[..<count])
  }

  private func fill() throws {
    var part = [UInt8](repeating: 0, count: 65_536)
    let count = recv(socket, &part, part.count, 0)
    guard count > 0 else { throw Failure.closed }
    buffer += part[..<count]
  }
}
