import CJSON

/// Writes JSON to bytes that grow, and keeps them for the next document.
///
/// Commas are put where they belong; whether begins, keys and ends match is up to the caller.
/// NaN and infinities, which JSON does not have, are written as null.
@safe package struct JSONWriter: ~Copyable {
  var out = unsafe cjson_bytes()
  private var needsComma = false
  private var depth = 0
  /// Members and elements stand on lines of their own, for people.
  package let isPretty: Bool

  /// `most`: bytes that are kept; of a longer document only `isCut` can be used.
  package init(capacity: Int = 0, most: Int = 0, isPretty: Bool = false) {
    self.isPretty = isPretty
    unsafe out.most = most
    if capacity > 0 { unsafe cjson_grow(&out, capacity) }
  }

  deinit { unsafe cjson_free(out) }

  package mutating func beginObject() { begin(UInt8(ascii: "{")) }
  package mutating func endObject() { end(UInt8(ascii: "}")) }
  package mutating func beginArray() { begin(UInt8(ascii: "[")) }
  package mutating func endArray() { end(UInt8(ascii: "]")) }

  /// A key that needs no escapes: no quote, backslash or control character.
  package mutating func key(_ key: StaticString) {
    separate()
    unsafe cjson_put_byte(&out, UInt8(ascii: "\""))
    unsafe cjson_put(&out, key.utf8Start, key.utf8CodeUnitCount)
    unsafe cjson_put_byte(&out, UInt8(ascii: "\""))
    endKey()
  }

  /// Any key; a literal takes the cheaper function above.
  @_disfavoredOverload
  package mutating func key(_ key: String) {
    separate()
    put(key)
    endKey()
  }

  /// Bytes that are one JSON value already.
  package mutating func raw(_ json: StaticString) {
    separate()
    unsafe cjson_put(&out, json.utf8Start, json.utf8CodeUnitCount)
    needsComma = true
  }

  package mutating func raw(_ json: UnsafeRawBufferPointer) {
    separate()
    unsafe cjson_put(&out, json.baseAddress, json.count)
    needsComma = true
  }

  /// Ends a line: between the documents of NDJSON.
  package mutating func newline() {
    unsafe cjson_put_byte(&out, UInt8(ascii: "\n"))
    needsComma = false
  }

  /// What goes before a key, an element or a lone value.
  @inline(__always) mutating func separate() {
    if needsComma { unsafe cjson_put_byte(&out, UInt8(ascii: ",")) }
    if isPretty, depth > 0 { indent() }
  }

  @inline(__always) mutating func endValue() { needsComma = true }

  mutating func put(_ text: String) {
    var text = text
    text.withUTF8 { bytes in unsafe cjson_put_string(&out, bytes.baseAddress, bytes.count) }
  }

  /// Forgets what was written and keeps the memory.
  package mutating func removeAll() {
    unsafe out.count = 0
    needsComma = false
    depth = 0
  }

  private mutating func begin(_ bracket: UInt8) {
    separate()
    unsafe cjson_put_byte(&out, bracket)
    needsComma = false
    depth += 1
  }

  private mutating func end(_ bracket: UInt8) {
    depth -= 1
    if isPretty, needsComma { indent() }
    unsafe cjson_put_byte(&out, bracket)
    needsComma = true
  }

  private mutating func endKey() {
    unsafe cjson_put_byte(&out, UInt8(ascii: ":"))
    if isPretty { unsafe cjson_put_byte(&out, UInt8(ascii: " ")) }
    needsComma = false
    isAfterKey = isPretty
  }

  /// In pretty mode: the value of a key stays on the key's line.
  private var isAfterKey = false

  private mutating func indent() {
    if isAfterKey {
      isAfterKey = false
      return
    }
    unsafe cjson_put_byte(&out, UInt8(ascii: "\n"))
    for _ in 0..<depth * 2 { unsafe cjson_put_byte(&out, UInt8(ascii: " ")) }
  }
}
