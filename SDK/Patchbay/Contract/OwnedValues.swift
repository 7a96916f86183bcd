import Glibc
import PatchbayABI

/// A copy of values that the host lent for one call, freed with the last reference to it.
@safe final class OwnedValues {
  private let pointers: UnsafeMutableBufferPointer<UnsafePointer<patchbay_value>?>

  init(_ values: Values) {
    unsafe pointers = .allocate(capacity: values.count)
    for index in 0..<values.count {
      let copy = UnsafeMutablePointer<patchbay_value>.allocate(capacity: 1)
      unsafe copy.initialize(to: patchbay_value(values[index]))
      unsafe pointers.initializeElement(at: index, to: UnsafePointer(copy))
    }
  }

  deinit {
    for index in unsafe pointers.indices {
      unsafe free(UnsafeMutableRawPointer(mutating: pointers[index]?.pointee.text))
      unsafe pointers[index]?.deallocate()
    }
    unsafe pointers.deallocate()
  }

  var values: Values {
    unsafe Values(UnsafePointer(pointers.baseAddress), count: UInt32(pointers.count))
  }
}
