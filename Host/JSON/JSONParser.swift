import CJSON

/// Parses JSON with simdjson, again and again in the same memory.
///
/// Belongs to one thread at a time. The values of a parse are good until the parser parses
/// again or goes away; using one after that is a bug and stops the process, so keep the parser in
/// a variable or property. Keys may occur once in an object, nesting is limited to 1,024 levels,
/// text must be UTF-8, numbers must fit a double, integers 64 bits.
@safe package final class JSONParser {
  /// Bytes of memory that a parser may keep when it is told to let go of what it can.
  private static let keptMemory = 8 << 20

  private let parser: OpaquePointer
  private let maximumLength: Int
  private let maximumValues: Int

  /// A parser for documents of at most `maximumLength` bytes and `maximumValues` values.
  ///
  /// It sets 14 bytes aside for each byte of the longest document so far, and fills some 24 for
  /// each value.
  package init(maximumLength: Int = 1 << 30, maximumValues: Int = .max) {
    self.maximumLength = maximumLength
    self.maximumValues = maximumValues
    guard let parser = unsafe cjson_parser_new() else { fatalError("out of memory") }
    unsafe self.parser = parser
  }

  deinit { unsafe cjson_parser_free(parser) }

  /// Parses `bytes`, of which `readable` in all may be read: where 64 or more follow the
  /// document, it is not copied.
  package func parse(
    _ bytes: UnsafeRawBufferPointer, readable: Int = 0
  ) throws(JSONError) -> JSONValue {
    guard bytes.count <= maximumLength else {
      throw JSONError(tooLarge: "\(bytes.count) bytes of JSON; at most \(maximumLength) are read")
    }
    if bytes.count < memory / 64 { trim() }
    let start = unsafe bytes.baseAddress?.assumingMemoryBound(to: UInt8.self)
    let code = unsafe cjson_parse(
      parser, start, bytes.count, max(readable, bytes.count), maximumValues)
    guard code == CJSON_OK else { throw unsafe error(code, bytes) }
    return unsafe JSONValue(root: cjson_parser_document(parser))
  }

  package func parse(_ bytes: Span<UInt8>) throws(JSONError) -> JSONValue {
    try unsafe bytes.withUnsafeBytes { bytes throws(JSONError) in try unsafe parse(bytes) }
  }

  package func parse(_ bytes: [UInt8]) throws(JSONError) -> JSONValue {
    try unsafe bytes.withUnsafeBufferPointer { bytes throws(JSONError) in
      try unsafe parse(UnsafeRawBufferPointer(bytes))
    }
  }

  package func parse(_ text: String) throws(JSONError) -> JSONValue {
    try parse(Array(text.utf8))
  }

  /// Bytes of memory that the parser holds.
  package var memory: Int { unsafe cjson_parser_memory(parser) }

  /// Lets go of what a long document cost. Its values are good no more.
  package func trim() {
    if memory > Self.keptMemory { unsafe cjson_parser_trim(parser) }
  }

  private func error(_ code: Int32, _ bytes: UnsafeRawBufferPointer) -> JSONError {
    if code == CJSON_TOO_MANY {
      return JSONError(tooLarge: "JSON of more than the \(maximumValues) values that are read")
    }
    if code == CJSON_NO_MEMORY { return JSONError("too long for the memory of this machine") }
    let bytes = unsafe bytes.bindMemory(to: UInt8.self)
    guard code == CJSON_DUPLICATE_KEY else {
      let sentence = unsafe String(cString: cjson_error(code))
      return JSONDiagnosis.firstFault(in: unsafe bytes.span)
        ?? JSONError("not valid JSON: \(sentence)")
    }
    let key = unsafe JSONValue.duplicateKey(cjson_parser_document(parser))
    return JSONDiagnosis.firstFault(in: unsafe bytes.span, duplicate: key)
      ?? JSONError("not valid JSON: the key \"\(key)\" occurs twice in one object")
  }
}
