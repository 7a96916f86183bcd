import Glibc
import PatchbayABI

/// Values for a plugin's parameters, those that were given and the defaults of the rest, in the
/// form in which a host lends them.
@safe final class LentValues {
  private(set) var values: [patchbay_value] = unsafe []
  private var texts: [UnsafeMutablePointer<CChar>?] = unsafe []

  /// The admin parameters or the others. Text given where a number is wanted is passed on as it
  /// is: refusing it is the plugin's task.
  init(_ given: [String: ParameterLiteral], of plugin: patchbay_descriptor, admin: Bool) {
    for index in 0..<Int(unsafe plugin.parameter_count) {
      guard let declared = unsafe plugin.parameters[index]?.pointee,
        unsafe (declared.flags & PATCHBAY_PARAMETER_ADMIN != 0) == admin
      else { continue }
      var value = unsafe declared.default_value
      unsafe value.name = declared.name
      if let literal = given[unsafe String(cString: declared.name)] {
        unsafe set(&value, to: literal)
      }
      unsafe values.append(value)
    }
  }

  deinit {
    for index in unsafe texts.indices { unsafe free(texts[index]) }
  }

  /// Lends the values as the contract's array of pointers.
  func lend<Result>(
    _ body: (UnsafePointer<UnsafePointer<patchbay_value>?>?, UInt32) -> Result
  ) -> Result {
    unsafe values.withUnsafeBufferPointer { values in
      let pointers = unsafe values.indices.map { index -> UnsafePointer<patchbay_value>? in
        unsafe values.baseAddress.map { unsafe $0 + index }
      }
      return unsafe pointers.withUnsafeBufferPointer {
        unsafe body($0.baseAddress, UInt32($0.count))
      }
    }
  }

  private func set(_ value: inout patchbay_value, to literal: ParameterLiteral) {
    switch literal {
    case .integer(let integer) where unsafe value.type == PATCHBAY_NUMBER:
      unsafe value.number = Double(integer)
    case .integer(let integer):
      unsafe (value.type, value.integer) = (PATCHBAY_INTEGER, integer)
    case .number(let number):
      unsafe (value.type, value.number) = (PATCHBAY_NUMBER, number)
    case .boolean(let boolean):
      unsafe (value.type, value.integer) = (PATCHBAY_BOOLEAN, boolean ? 1 : 0)
    case .text(let text):
      if unsafe value.type != PATCHBAY_CHOICE { unsafe value.type = PATCHBAY_TEXT }
      unsafe texts.append(strdup(text))
      unsafe value.text = UnsafePointer(texts.last ?? nil)
    }
  }
}
