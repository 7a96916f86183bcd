/// Finds where some bytes stop being JSON, and says so to people.
///
/// simdjson only tells that a document is bad; this slower scanner runs after it has said so.
struct JSONDiagnosis {
  /// An open array or object.
  private enum Level {
    case array
    case object(hasDuplicate: Bool)
  }

  struct Fault: Error {
    var message: String
    var offset: Int
  }

  private static let maximumDepth = 1024

  /// Bytes read so far.
  var at = 0
  private var levels: [Level] = []
  /// The key that is known to occur twice, if that is the fault.
  private let duplicate: [UInt8]?

  private init(duplicate: [UInt8]?) {
    self.duplicate = duplicate
  }

  /// The first fault in `bytes`, or nil where this scanner finds none. Linear in time.
  static func firstFault(
    in bytes: borrowing Span<UInt8>, duplicate: String? = nil
  ) -> JSONError? {
    var scanner = JSONDiagnosis(duplicate: duplicate.map { Array($0.utf8) })
    do {
      try scanner.document(bytes)
      return nil
    } catch {
      return JSONError("not valid JSON: \(error.message)", at: error.offset, in: bytes)
    }
  }

  private mutating func document(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    try checkUTF8(bytes)
    skipSpace(bytes)
    if at == bytes.count { throw Fault(message: "it is empty", offset: at) }
    try value(bytes)
    while let level = levels.last {
      skipSpace(bytes)
      switch level {
      case .array: try continueArray(bytes)
      case .object: try continueObject(bytes)
      }
    }
    skipSpace(bytes)
    if at < bytes.count {
      throw Fault(message: "expected the end, found \(found(bytes))", offset: at)
    }
  }

  /// A scalar whole, or the opening of a container.
  private mutating func value(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    skipSpace(bytes)
    switch peek(bytes) {
    case UInt8(ascii: "{"):
      try open(.object(hasDuplicate: false))
      skipSpace(bytes)
      if peek(bytes) == UInt8(ascii: "}") { return close() }
      try member(bytes)
    case UInt8(ascii: "["):
      try open(.array)
      skipSpace(bytes)
      if peek(bytes) == UInt8(ascii: "]") { return close() }
      try value(bytes)
    case UInt8(ascii: "\""): try string(bytes)
    case .some(let byte) where "-0123456789".utf8.contains(byte): try number(bytes)
    default: try word(bytes)
    }
  }

  private mutating func continueArray(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    switch peek(bytes) {
    case UInt8(ascii: "]"): close()
    case UInt8(ascii: ","):
      at += 1
      try value(bytes)
    default: throw Fault(message: "expected ',' or ']', found \(found(bytes))", offset: at)
    }
  }

  private mutating func continueObject(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    switch peek(bytes) {
    case UInt8(ascii: "}"): close()
    case UInt8(ascii: ","):
      at += 1
      skipSpace(bytes)
      try member(bytes)
    default: throw Fault(message: "expected ',' or '}', found \(found(bytes))", offset: at)
    }
  }

  private mutating func member(_ bytes: borrowing Span<UInt8>) throws(Fault) {
    let start = at
    guard peek(bytes) == UInt8(ascii: "\"") else {
      throw Fault(message: "expected a key in quotes, found \(found(bytes))", offset: at)
    }
    try string(bytes)
    if let duplicate, isString(bytes, from: start, duplicate) {
      if case .object(hasDuplicate: true)? = levels.last {
        let key = String(decoding: duplicate, as: UTF8.self)
        throw Fault(message: "the key \"\(key)\" occurs twice in one object", offset: start)
      }
      levels[levels.count - 1] = .object(hasDuplicate: true)
    }
    skipSpace(bytes)
    guard peek(bytes) == UInt8(ascii: ":") else {
      throw Fault(message: "expected ':' after a key, found \(found(bytes))", offset: at)
    }
    at += 1
    try value(bytes)
  }

  /// Whether the quoted string that starts at `start` and ends here is `text`, unescaped.
  private func isString(
    _ bytes: borrowing Span<UInt8>, from start: Int, _ text: [UInt8]
  ) -> Bool {
    guard at - start - 2 == text.count else { return false }
    for index in text.indices where bytes[start + 1 + index] != text[index] { return false }
    return true
  }

  private mutating func open(_ level: Level) throws(Fault) {
    if levels.count + 1 >= Self.maximumDepth {
      throw Fault(message: "nested more than \(Self.maximumDepth) levels deep", offset: at)
    }
    at += 1
    levels.append(level)
  }

  private mutating func close() {
    at += 1
    levels.removeLast()
  }
}
