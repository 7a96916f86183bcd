import Glibc
import Wire

/// Files that an update has in hand, made known to other updates of the same catalogue.
///
/// A claim is a lock on one byte of an empty file beside the catalogue, at a place that follows
/// from the path; the system drops it when the process ends, however it ends. Claims save work
/// and no more: where the lock file cannot be made, every file can be claimed, and two updates
/// do the same work twice. Any thread.
package final class FileClaims: Sendable {
  private static let ending = "-claims"
  /// Locked by all who use the file, so that only the last one deletes it.
  private static let presence = Int.max - 1

  private let path: String
  private let file: Descriptor?

  /// - Parameter catalogue: its path.
  package init(beside catalogue: String) {
    path = Self.real(catalogue) + Self.ending
    file = Self.open(path)
  }

  private static func open(_ path: String) -> Descriptor? {
    while true {
      let raw = unsafe Glibc.open(path, O_RDWR | O_CREAT | O_CLOEXEC, 0o644)
      guard raw >= 0 else { return nil }
      let file = Descriptor(owning: raw)
      // The last one waits for nobody while it deletes the file, so this does not last.
      guard lock(file, F_RDLCK, presence, waits: true) else { return nil }
      if isStill(file, at: path) { return file }
    }
  }

  /// Whether nobody else has the file with this path in hand; from now on it is this one's.
  package func claim(_ path: String) -> Bool {
    guard let file else { return true }
    return Self.lock(file, F_WRLCK, Self.place(path)) || errno != EAGAIN && errno != EACCES
  }

  package func release(_ path: String) {
    if let file { _ = Self.lock(file, F_UNLCK, Self.place(path)) }
  }

  /// Gives up all claims for good. The last one to leave deletes the file.
  package func leave() {
    guard let file else { return }
    // First, since of two that leave at once each would take the other for one that stays.
    _ = Self.lock(file, F_UNLCK, 0, count: 0)
    if Self.lock(file, F_WRLCK, Self.presence), Self.isStill(file, at: path) {
      unsafe unlink(path)
    }
    _ = Self.lock(file, F_UNLCK, 0, count: 0)
  }

  // MARK: The file

  /// Locks of the open file and not of the process, so that two updates in one process are two.
  private static func lock(
    _ file: Descriptor, _ kind: CInt, _ start: Int, count: Int = 1, waits: Bool = false
  ) -> Bool {
    var range = flock()
    range.l_type = Int16(kind)
    range.l_whence = Int16(SEEK_SET)
    range.l_start = start
    range.l_len = count  // 0: all that follows
    var code: CInt
    repeat {
      code = unsafe fcntl(file.raw, waits ? ofdSetLockWait : ofdSetLock, &range)
    } while code < 0 && errno == EINTR
    return code == 0
  }

  private static func isStill(_ file: Descriptor, at path: String) -> Bool {
    var (ours, theirs) = (stat(), stat())
    return unsafe fstat(file.raw, &ours) == 0 && stat(path, &theirs) == 0
      && ours.st_ino == theirs.st_ino && ours.st_dev == theirs.st_dev
  }

  /// FNV-1a, so far apart that no two paths meet; if they did, one would wait for the other.
  private static func place(_ path: String) -> Int {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in path.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
    return Int(hash >> 2)
  }

  private static func real(_ path: String) -> String {
    guard let found = unsafe realpath(path, nil) else { return path }
    defer { unsafe free(found) }
    return unsafe String(cString: found)
  }
}

/// Linux's F_OFD_SETLK and F_OFD_SETLKW, which Swift's Glibc leaves out.
private let ofdSetLock: CInt = 37
private let ofdSetLockWait: CInt = 38
