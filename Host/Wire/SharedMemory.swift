import CSystem
import Glibc

/// A piece of memory without a name that several processes map (`memfd_create`).
///
/// Pages that were never written cost nothing, so it may be made much larger than what is used.
/// What the other side writes is not to be trusted: read a field once, then check the copy.
@safe package final class SharedMemory: @unchecked Sendable {  // the mapping never changes
  package let descriptor: Descriptor
  package let count: Int
  private let base: UnsafeMutableRawPointer

  /// Makes `count` bytes of zeros, shown under `name` in `/proc/*/maps`.
  package init(name: String, count: Int) throws(SystemError) {
    let fd = try check(unsafe cs_memfd(name), "make shared memory")
    descriptor = Descriptor(owning: fd)
    self.count = count
    try check(ftruncate(fd, count), "size shared memory to \(count) bytes")
    unsafe base = try SharedMemory.map(fd, count, PROT_READ | PROT_WRITE)
    // Neither side may resize it under the other, which would then die of SIGBUS.
    cs_seal_size(fd)
  }

  /// Maps memory that another process made. It must be sealed against shrinking.
  package init(mapping descriptor: Descriptor, writable: Bool) throws(SystemError) {
    self.descriptor = descriptor
    // Sealed first, measured then: the other way round it could shrink in between.
    guard cs_size_is_sealed(descriptor.raw) != 0 else {
      throw SystemError("map shared memory that may shrink", code: EPERM)
    }
    var status = stat()
    try check(unsafe fstat(descriptor.raw, &status), "read the size of shared memory")
    count = Int(status.st_size)
    unsafe base = try SharedMemory.map(
      descriptor.raw, count, writable ? PROT_READ | PROT_WRITE : PROT_READ)
  }

  deinit { unsafe munmap(base, count) }

  private static func map(
    _ fd: CInt, _ count: Int, _ protection: CInt
  ) throws(SystemError) -> UnsafeMutableRawPointer {
    let address = unsafe mmap(nil, count, protection, MAP_SHARED, fd, 0)
    guard let address = unsafe address, unsafe address != MAP_FAILED else {
      throw SystemError("map \(count) bytes of shared memory")
    }
    return unsafe address
  }

  /// The bytes in `range`, which must lie within the memory.
  @unsafe package func bytes(_ range: Range<Int>) -> UnsafeMutableRawBufferPointer {
    precondition(range.lowerBound >= 0 && range.upperBound <= count, "outside shared memory")
    return unsafe UnsafeMutableRawBufferPointer(
      start: base + range.lowerBound, count: range.count)
  }

  /// Gives whole pages within `range` back to the system; they read as zeros afterwards.
  package func discard(_ range: Range<Int>) {
    let page = 4096
    let start = (range.lowerBound + page - 1) / page * page
    let stop = range.upperBound / page * page
    guard stop > start else { return }
    cs_punch_hole(descriptor.raw, start, stop - start)
  }
}
