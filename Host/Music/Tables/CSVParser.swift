/// Takes a table in comma-separated values (RFC 4180) apart, as its bytes come.
///
/// Lines may end in CR LF or LF. What the standard does not allow is an error with its line: a
/// quote within a field that does not begin with one, text behind a closing quote, a quote that
/// is never closed.
package struct CSVParser {
  private enum Place {
    case fieldStart, plain, quoted, afterQuote, afterReturn
  }

  /// Bytes of one field.
  private static let most = 16 << 20

  private var place = Place.fieldStart
  private var field: [UInt8] = []
  private var fields: [String] = []
  /// Where the present record began, and where the parser is.
  private var startLine = 1
  private var line = 1
  private var isFirstByte = true
  private var marks = 0

  package init() {}

  /// A record, and the line on which it begins.
  package struct Record: Equatable, Sendable {
    package let line: Int
    package let fields: [String]

    package init(line: Int, fields: [String]) {
      self.line = line
      self.fields = fields
    }
  }

  /// Reads on, and hands each record to `take` that is complete.
  package mutating func read(
    _ bytes: some Sequence<UInt8>, _ take: (Record) throws(TableError) -> Void
  ) throws(TableError) {
    for byte in bytes {
      // A byte order mark is no part of the first name.
      if isFirstByte {
        if marks < 3, byte == [0xEF, 0xBB, 0xBF][marks] {
          marks += 1
          continue
        }
        isFirstByte = false
      }
      try read(byte, take)
    }
  }

  /// There are no more bytes: the last record need not end in a line break.
  package mutating func end(_ take: (Record) throws(TableError) -> Void) throws(TableError) {
    switch place {
    case .quoted: throw TableError(startLine, "a quote is opened and never closed")
    case .fieldStart where fields.isEmpty: return
    default: try endRecord(take)
    }
  }

  private mutating func read(
    _ byte: UInt8, _ take: (Record) throws(TableError) -> Void
  ) throws(TableError) {
    if place == .afterReturn {
      guard byte == UInt8(ascii: "\n") else {
        throw TableError(line, "a carriage return stands without a line feed; quote the field")
      }
      place = .fieldStart
      return try endRecord(take)
    }
    if place == .quoted {
      if byte == UInt8(ascii: "\"") {
        place = .afterQuote
      } else {
        if byte == UInt8(ascii: "\n") { line += 1 }
        try append(byte)
      }
      return
    }
    switch byte {
    case UInt8(ascii: ","):
      try endField()
      place = .fieldStart
    case UInt8(ascii: "\r"): place = .afterReturn
    case UInt8(ascii: "\n"): try endRecord(take)
    case UInt8(ascii: "\""):
      switch place {
      case .fieldStart: place = .quoted
      case .afterQuote:
        try append(byte)
        place = .quoted
      default:
        throw TableError(line, "a quote stands within a field that does not begin with one")
      }
    default:
      guard place != .afterQuote else {
        throw TableError(line, "there is text behind a closing quote")
      }
      place = .plain
      try append(byte)
    }
  }

  private mutating func append(_ byte: UInt8) throws(TableError) {
    guard field.count < Self.most else {
      throw TableError(startLine, "a field is longer than \(Self.most >> 20) MiB")
    }
    field.append(byte)
  }

  private mutating func endField() throws(TableError) {
    guard let text = String(validating: field, as: UTF8.self) else {
      throw TableError(startLine, "it holds bytes that are no UTF-8; save the table as UTF-8")
    }
    fields.append(text)
    field.removeAll(keepingCapacity: true)
  }

  private mutating func endRecord(
    _ take: (Record) throws(TableError) -> Void
  ) throws(TableError) {
    try endField()
    let record = Record(line: startLine, fields: fields)
    fields = []
    place = .fieldStart
    line += 1
    startLine = line
    // A line without anything is no record.
    if record.fields != [""] { try take(record) }
  }
}
