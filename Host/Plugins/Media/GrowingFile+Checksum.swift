import Glibc
import Wire

extension GrowingFile {
  /// SHA-256 of what is there, in lower-case hex; nil where it cannot be read.
  package var checksum: String? {
    let count = state.count
    guard count > 0 else { return nil }
    let mapped = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor.raw, 0)
    guard let mapped = unsafe mapped, unsafe mapped != MAP_FAILED else { return nil }
    defer { unsafe munmap(mapped, count) }
    return unsafe Checksum.hex(UnsafeRawBufferPointer(start: mapped, count: count))
  }
}
