import PatchbayABI

/// Values in the form of the contract, valid while this object lives.
@safe final class ParameterList {
  private let values: UnsafeMutablePointer<patchbay_value>
  private let pointers: UnsafeMutablePointer<UnsafePointer<patchbay_value>?>
  private var texts: [UnsafeMutablePointer<CChar>] = unsafe []
  let count: Int

  /// `parameters` and `given` go together, element by element.
  init(_ parameters: [Parameter], _ given: [Value]) {
    precondition(parameters.count == given.count, "one value for each parameter")
    count = given.count
    unsafe values = .allocate(capacity: max(count, 1))
    unsafe pointers = .allocate(capacity: max(count, 1))
    for (index, parameter) in parameters.enumerated() {
      var value = unsafe patchbay_value()
      unsafe value.struct_size = UInt32(MemoryLayout<patchbay_value>.size)
      unsafe value.type = parameter.kind.rawValue
      unsafe value.name = UnsafePointer(keep(parameter.name))
      unsafe value.number = .nan
      switch given[index] {
      case .number(let number): unsafe value.number = number
      case .integer(let integer): unsafe value.integer = integer
      case .boolean(let boolean): unsafe value.integer = boolean ? 1 : 0
      case .text(let text): unsafe value.text = UnsafePointer(keep(text))
      }
      unsafe (values + index).initialize(to: value)
      unsafe (pointers + index).initialize(to: UnsafePointer(values + index))
    }
  }

  deinit {
    for index in unsafe texts.indices { unsafe texts[index].deallocate() }
    unsafe pointers.deallocate()
    unsafe values.deallocate()
  }

  @unsafe var list: UnsafePointer<UnsafePointer<patchbay_value>?> {
    unsafe UnsafePointer(pointers)
  }

  private func keep(_ text: String) -> UnsafeMutablePointer<CChar> {
    let bytes = text.utf8CString
    let copy = UnsafeMutablePointer<CChar>.allocate(capacity: bytes.count)
    for (index, byte) in bytes.enumerated() { unsafe copy[index] = byte }
    unsafe texts.append(copy)
    return unsafe copy
  }
}
