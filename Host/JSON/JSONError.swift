/// Why some bytes are not the JSON that was asked for.
///
/// The description continues a sentence of the caller's, such as "the body is " or
/// "plugins.json: ": "not valid JSON: expected ':' after a key at byte 17".
package struct JSONError: Error, Equatable, CustomStringConvertible {
  package var message: String
  /// Bytes before the fault, where it has a place.
  package var offset: Int?
  /// Counted from 1, of `offset`.
  package var line: Int?
  package var column: Int?
  /// It was not looked into: it is longer, or has more values, than is read here.
  package var isTooLarge = false

  package init(_ message: String) {
    self.message = message
  }

  init(tooLarge message: String) {
    self.message = message
    isTooLarge = true
  }

  /// The fault at `offset`, with its line and column counted in `bytes`.
  init(_ message: String, at offset: Int, in bytes: borrowing Span<UInt8>) {
    self.message = message
    self.offset = offset
    var line = 1
    var lineStart = 0
    for index in 0..<min(offset, bytes.count) where bytes[index] == UInt8(ascii: "\n") {
      line += 1
      lineStart = index + 1
    }
    self.line = line
    self.column = offset - lineStart + 1
  }

  package var description: String {
    guard let offset else { return message }
    guard let line, let column, line > 1 else { return "\(message) at byte \(offset)" }
    return "\(message) at byte \(offset) (line \(line), column \(column))"
  }
}
