import PatchbayABI

/// The values of a plugin's parameters as the host lends them, read in declared order.
@safe struct Values {
  typealias Pointer = UnsafePointer<UnsafePointer<patchbay_value>?>

  private let values: Pointer?
  let count: Int
  private var position = 0

  init(_ values: Pointer?, count: UInt32) {
    unsafe self.values = values
    self.count = unsafe values == nil ? 0 : Int(count)
  }

  static var none: Values { unsafe Values(nil, count: 0) }

  /// Whether this value has this type and this name.
  func matches(_ parameter: DeclaredParameter, at index: Int) -> Bool {
    guard let value = unsafe values?[index], unsafe value.pointee.type == parameter.kind.rawValue
    else { return false }
    guard parameter.kind == .text || parameter.kind == .choice else { return true }
    return unsafe value.pointee.text != nil
  }

  /// The value at `index`, which is there.
  subscript(index: Int) -> ParameterContent {
    guard let value = unsafe values?[index] else { preconditionFailure("no value \(index)") }
    return switch unsafe ParameterKind(rawValue: value.pointee.type) {
    case .number: unsafe .number(value.pointee.number)
    case .integer: unsafe .integer(value.pointee.integer)
    case .boolean: unsafe .boolean(value.pointee.integer != 0)
    case .text, .choice: .text(unsafe value.pointee.text.map { unsafe String(cString: $0) } ?? "")
    case nil: unsafe preconditionFailure("no parameter type \(value.pointee.type)")
    }
  }

  /// The next value, or nil where the host gave none.
  mutating func next() -> ParameterContent? {
    guard position < count else { return nil }
    defer { position += 1 }
    return self[position]
  }
}
