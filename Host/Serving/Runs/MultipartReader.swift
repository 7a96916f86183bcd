import Glibc
import Plugins

/// Takes a body of parts apart while it arrives, in pieces of any size (RFC 7578, RFC 2046).
struct MultipartReader {
  /// What is said of a part before it.
  struct Head {
    var name = ""
    /// The part was a file where it comes from.
    var isFile = false
  }

  enum Piece {
    case begin(Head)
    /// Any number of them, also none; to be copied, not kept.
    case bytes(ArraySlice<UInt8>)
    case end
  }

  private enum Place { case before, delimiter, head, part, after }

  /// Bytes of a part's head.
  private static let mostHead = 16 << 10
  private static let lineEnd: [UInt8] = [13, 10]
  private static let headEnd: [UInt8] = [13, 10, 13, 10]

  /// What ends a part: a line end, two dashes, the boundary.
  private let delimiter: [UInt8]
  /// What has arrived and was not used yet begins at `start`. The first delimiter needs no line
  /// end before it.
  private var bytes = lineEnd
  private var start = 0
  private var place = Place.before

  /// Nil where the header `Content-Type` names no boundary.
  init?(contentType: String) {
    guard let boundary = HeaderText.parameter("boundary", of: contentType), !boundary.isEmpty,
      boundary.utf8.count <= 70
    else { return nil }
    delimiter = Array("\r\n--\(boundary)".utf8)
  }

  /// The last delimiter has arrived.
  var isComplete: Bool { place == .after }

  /// Hands what `more` completes to `use`.
  mutating func take(
    _ more: UnsafeRawBufferPointer, _ use: (Piece) throws(Problem) -> Void
  ) throws(Problem) {
    unsafe bytes.append(contentsOf: more)
    while try step(use) {}
    bytes.removeFirst(start)
    start = 0
  }

  /// False: more is needed to go on.
  private mutating func step(_ use: (Piece) throws(Problem) -> Void) throws(Problem) -> Bool {
    switch place {
    case .before, .part:
      let found = find(delimiter)
      // The end of what is there may be the beginning of a delimiter.
      let end = found ?? max(start, bytes.count - delimiter.count + 1)
      if place == .part { try use(.bytes(bytes[start..<end])) }
      start = end
      guard found != nil else { return false }
      if place == .part { try use(.end) }
      start += delimiter.count
      place = .delimiter
    case .delimiter:
      guard bytes.count - start >= 2 else { return false }
      if bytes[start] == UInt8(ascii: "-"), bytes[start + 1] == UInt8(ascii: "-") {
        place = .after
      } else if let end = find(Self.lineEnd) {
        // Spaces may stand behind it. The line end stays, so that a head may be empty.
        guard bytes[start..<end].allSatisfy({ $0 == 32 || $0 == 9 }) else { throw Self.malformed }
        start = end
        place = .head
      } else {
        return try needMore()
      }
    case .head:
      guard let end = find(Self.headEnd) else { return try needMore() }
      try use(.begin(try Self.head(bytes[start..<end])))
      start = end + Self.headEnd.count
      place = .part
    case .after:
      start = bytes.count
      return false
    }
    return true
  }

  private func needMore() throws(Problem) -> Bool {
    guard bytes.count - start <= Self.mostHead else { throw Self.malformed }
    return false
  }

  /// Where `pattern`, which begins with a line end, stands from `start` on.
  private func find(_ pattern: [UInt8]) -> Int? {
    unsafe bytes.withUnsafeBytes { all in
      unsafe pattern.withUnsafeBytes { pattern in
        guard let base = all.baseAddress, let wanted = pattern.baseAddress else {
          return nil
        }
        var place = start
        while place + pattern.count <= all.count {
          let room = all.count - pattern.count + 1 - place
          guard let found = unsafe memchr(base + place, 13, room) else { return nil }
          place = unsafe UnsafeRawPointer(found) - base
          if unsafe memcmp(found, wanted, pattern.count) == 0 { return place }
          place += 1
        }
        return nil
      }
    }
  }

  private static func head(_ lines: ArraySlice<UInt8>) throws(Problem) -> Head {
    let text = String(decoding: lines, as: UTF8.self)
    for line in text.split(separator: "\r\n") {
      guard let colon = line.firstIndex(of: ":"),
        line[..<colon].lowercased() == "content-disposition"
      else { continue }
      let value = String(line[line.index(after: colon)...])
      guard let name = HeaderText.parameter("name", of: value) else { break }
      return Head(
        name: name,
        isFile: HeaderText.parameter("filename", of: value) != nil
          || HeaderText.parameter("filename*", of: value) != nil)
    }
    throw .badRequest("a part of the body has no name; write it as in 'form-data; name=\"text\"'")
  }

  static let malformed = Problem.badRequest(
    "the body is not the multipart/form-data it is said to be")
}
