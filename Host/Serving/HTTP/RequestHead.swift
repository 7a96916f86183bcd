import Glibc

/// What a request says before its body: method, path and headers.
///
/// It looks into memory that the connection lends, so it belongs to the connection's thread and
/// to the time of the request.
@safe package struct RequestHead {
  static let maximumSegments = 8

  let method: Method?
  let connection: Connection
  private let path: UnsafePointer<CChar>
  /// Where segments start and, at the end, one past the path's end plus one.
  private var bounds = InlineArray<9, UInt16>(repeating: 0)
  /// Parts of the path between slashes; above `maximumSegments` where there are more.
  private(set) var segmentCount = 0

  init(connection: Connection, method: UnsafePointer<CChar>, path: UnsafePointer<CChar>) {
    self.connection = connection
    unsafe self.path = path
    self.method = unsafe Method(method)
    split()
  }

  private mutating func split() {
    var at = 0
    while unsafe path[at] == CChar(bitPattern: UInt8(ascii: "/")) {
      let start = at + 1
      at = start
      while unsafe path[at] != 0, unsafe path[at] != CChar(bitPattern: UInt8(ascii: "/")) {
        at += 1
      }
      guard segmentCount < Self.maximumSegments, at < UInt16.max else {
        segmentCount = Self.maximumSegments + 1
        return
      }
      // A slash at the end says nothing.
      if at == start, unsafe path[at] == 0, segmentCount > 0 { return }
      bounds[segmentCount] = UInt16(start)
      segmentCount += 1
      bounds[segmentCount] = UInt16(at + 1)
    }
  }

  /// The path as sent, percent signs decoded.
  var pathText: String { unsafe String(cString: path) }

  func segment(_ index: Int) -> String {
    let start = Int(bounds[index])
    let count = Int(bounds[index + 1]) - 1 - start
    return unsafe String(
      decoding: UnsafeRawBufferPointer(start: path + start, count: count), as: UTF8.self)
  }

  func isSegment(_ index: Int, _ text: [UInt8]) -> Bool {
    let start = Int(bounds[index])
    let count = Int(bounds[index + 1]) - 1 - start
    return unsafe count == text.count && memcmp(path + start, text, count) == 0
  }

  func header(_ name: StaticString) -> String? { connection.header(name) }

  /// Bytes of the body as announced; nil without a length.
  var contentLength: Int? { header("Content-Length").flatMap { Int($0) } }

  /// A body follows, or may follow.
  var hasBody: Bool { (contentLength ?? 0) > 0 || header("Transfer-Encoding") != nil }

  /// The client waits for a word before it sends the body.
  var expectsContinue: Bool { header("Expect")?.lowercased() == "100-continue" }

  /// The media type in lower case, without its parameters.
  package var contentType: String? {
    guard let text = header("Content-Type") else { return nil }
    let type = text.prefix { $0 != ";" && $0 != " " }.lowercased()
    return type.isEmpty ? nil : type
  }
}
