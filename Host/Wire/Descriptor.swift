import Glibc

/// An open file descriptor, closed when the last reference goes away.
package final class Descriptor: Sendable {
  package let raw: CInt

  /// Takes ownership of `raw`.
  package init(owning raw: CInt) { self.raw = raw }

  deinit { close(raw) }

  /// A second descriptor for the same open file.
  package func duplicate() throws(SystemError) -> Descriptor {
    let copy = try check(fcntl(raw, F_DUPFD_CLOEXEC, 3), "duplicate a descriptor")
    return Descriptor(owning: copy)
  }
}
