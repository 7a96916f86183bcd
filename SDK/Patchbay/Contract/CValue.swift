import Glibc
import PatchbayABI

/// A copy of the text that is never freed unless its owner does.
func duplicate(_ text: String) -> UnsafePointer<CChar> {
  guard let copy = unsafe strdup(text) else { preconditionFailure("out of memory") }
  return unsafe UnsafePointer(copy)
}

extension patchbay_value {
  /// The content as a value without a name. The text, if any, is allocated.
  init(_ content: ParameterContent) {
    unsafe self.init()
    unsafe struct_size = UInt32(MemoryLayout<patchbay_value>.size)
    switch content {
    case .number(let number):
      unsafe (type, self.number) = (PATCHBAY_NUMBER, number)
    case .integer(let integer):
      unsafe (type, self.integer) = (PATCHBAY_INTEGER, integer)
    case .boolean(let boolean):
      unsafe (type, integer) = (PATCHBAY_BOOLEAN, boolean ? 1 : 0)
    case .text(let text):
      unsafe (type, self.text) = (PATCHBAY_TEXT, duplicate(text))
    }
  }
}
