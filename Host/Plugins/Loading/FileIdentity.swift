import Glibc

/// Tells a file from its successor under the same name.
struct FileIdentity: Equatable {
  var device: UInt64
  var inode: UInt64
  var size: Int
  var modified: Int
  var modifiedNanoseconds: Int
}

/// nil when there is no such file.
func libraryIdentity(_ path: String) -> FileIdentity? {
  var status = stat()
  guard unsafe stat(path, &status) == 0 else { return nil }
  return FileIdentity(
    device: UInt64(status.st_dev), inode: UInt64(status.st_ino), size: Int(status.st_size),
    modified: status.st_mtim.tv_sec, modifiedNanoseconds: status.st_mtim.tv_nsec)
}
