import CJSON

/// A value in a parsed document: 16 bytes that refer to the parser, without counting references.
///
/// Good until the parser parses again or goes away, which it therefore must outlive.
@safe package struct JSONValue {
  package enum Kind: Sendable {
    case object, array, string, number, bool, null

    /// As it reads in "expected a string, found an array".
    package var description: String {
      switch self {
      case .object: "an object"
      case .array: "an array"
      case .string: "a string"
      case .number: "a number"
      case .bool: "true or false"
      case .null: "null"
      }
    }
  }

  private let document: UnsafePointer<cjson_document>
  private let generation: UInt32
  /// Where the value stands on the tape.
  let index: UInt32

  init(root document: UnsafePointer<cjson_document>) {
    unsafe self.document = document
    generation = unsafe document.pointee.generation
    index = 1
  }

  private init(in other: JSONValue, at index: UInt32) {
    unsafe document = other.document
    generation = other.generation
    self.index = index
  }

  /// The tape, after a check that it is still this value's.
  @inline(__always) var tape: UnsafePointer<UInt64> {
    unsafe precondition(
      generation == document.pointee.generation, "a JSON value was used after its parse's end")
    return unsafe document.pointee.tape
  }

  @inline(__always) var strings: UnsafePointer<UInt8> { unsafe document.pointee.strings }

  /// The tape's mark for what this value is.
  @inline(__always) var mark: UInt8 { unsafe cjson_kind(tape, index) }

  @inline(__always) func value(at index: UInt32) -> JSONValue {
    JSONValue(in: self, at: index)
  }

  package var kind: Kind {
    switch mark {
    case UInt8(ascii: "{"): .object
    case UInt8(ascii: "["): .array
    case UInt8(ascii: "\""): .string
    case UInt8(ascii: "t"), UInt8(ascii: "f"): .bool
    case UInt8(ascii: "n"): .null
    default: .number
    }
  }

  package var isNull: Bool { mark == UInt8(ascii: "n") }

  package var bool: Bool? {
    switch mark {
    case UInt8(ascii: "t"): true
    case UInt8(ascii: "f"): false
    default: nil
    }
  }

  /// Any number; integers beyond 2^53 are rounded.
  package var double: Double? {
    switch mark {
    case UInt8(ascii: "d"): unsafe cjson_double(tape, index)
    case UInt8(ascii: "l"): unsafe Double(Int64(bitPattern: tape[Int(index) + 1]))
    case UInt8(ascii: "u"): unsafe Double(tape[Int(index) + 1])
    default: nil
    }
  }

  /// A number without a fraction that fits, 3.0 included.
  package var int64: Int64? {
    switch mark {
    case UInt8(ascii: "l"): unsafe Int64(bitPattern: tape[Int(index) + 1])
    case UInt8(ascii: "d"): Int64(exactly: unsafe cjson_double(tape, index))
    default: nil
    }
  }

  /// A number without a sign or a fraction, 3.0 included.
  package var uint64: UInt64? {
    switch mark {
    case UInt8(ascii: "l"): UInt64(exactly: unsafe Int64(bitPattern: tape[Int(index) + 1]))
    case UInt8(ascii: "u"): unsafe tape[Int(index) + 1]
    case UInt8(ascii: "d"): UInt64(exactly: unsafe cjson_double(tape, index))
    default: nil
    }
  }

  /// A number that was written without fraction and exponent.
  var isInteger: Bool { mark == UInt8(ascii: "l") || isUnsigned }

  /// An integer above the largest `Int64`.
  var isUnsigned: Bool { mark == UInt8(ascii: "u") }

  package var int: Int? { int64.map(Int.init) }
}
