import Glibc

/// A file that one process at a time may hold; held until the last reference goes away.
///
/// The kernel lets go of it when the process ends, however it ends.
public final class FileLock {
  private let descriptor: CInt

  /// Takes the lock, or returns nil while another process or object holds it.
  ///
  /// The C function is `flock`.
  public init?(trying path: String) throws(NeighbourError) {
    descriptor = try check(
      unsafe open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644), "open the lock \(path)")
    let code = flock(descriptor, LOCK_EX | LOCK_NB)
    if code == 0 { return }
    guard errno == EWOULDBLOCK || errno == EINTR else {
      throw .system(action: "lock \(path)", code: errno)
    }
    return nil
  }

  deinit { close(descriptor) }
}
